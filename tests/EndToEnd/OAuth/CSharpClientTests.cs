using System.Net;
using System.Text.Json;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using Support.Clients;

namespace EndToEnd.OAuth;

/// <summary>The official C# SDK's client, which is given a URL and nothing else.</summary>
[Collection(OAuthDeployment.Collection)]
public sealed class CSharpClientTests(OAuthDeployment stack)
{
    private static readonly Uri Callback = new("http://127.0.0.1:1/callback");

    [Theory]
    [InlineData(null)]
    [InlineData("known-client")]
    public async Task It_gets_a_token_and_calls_a_tool_through_a_stage_prefix(string? clientId) =>
        Assert.Equal($"{stack.Issuer}#alice", await CallAsync(stack.Ready.McpUrl, clientId));

    [Fact]
    public async Task It_does_the_same_with_an_endpoint_that_hosts_itself()
    {
        var issuer = stack.Issuer;
        await using var endpoint = await OAuthEndpoint.StartAsync(stack);

        Assert.Equal($"{issuer}#alice", await CallAsync(endpoint.Url, clientId: null));
    }

    private static async Task<string?> CallAsync(string url, string? clientId)
    {
        var transport = new HttpClientTransport(new()
        {
            Endpoint = new(url),
            TransportMode = HttpTransportMode.StreamableHttp,
            OAuth = new()
            {
                ClientId = clientId,
                ClientSecret = clientId is null ? null : "of-the-known-client",
                RedirectUri = Callback,
                AuthorizationCallbackHandler = FollowAsync,
                DynamicClientRegistration = new() { ClientName = "end-to-end" },
            },
        });
        await using var client = await OfficialClient.ConnectAsync(transport, new());
        var answer = await client.CallToolAsync("echo", cancellationToken: TestContext.Current.CancellationToken);
        var context = answer.StructuredContent!.Value.GetProperty("clientContext").GetProperty("mcp").GetString()!;
        return JsonDocument.Parse(context).RootElement.GetProperty("principal").GetString();
    }

    // The user's browser, for a user who agrees to everything: follows the redirects until one leads back to the client.
    private static async Task<AuthorizationResult?> FollowAsync(AuthorizationCallbackContext asked, CancellationToken cancellationToken)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() };
        using var browser = new HttpClient(handler);
        var url = asked.AuthorizationUri;
        for (var step = 0; step < 10; step++)
        {
            using var answer = await browser.GetAsync(url, cancellationToken);
            Assert.NotNull(answer.Headers.Location);
            url = new(url, answer.Headers.Location);
            if (url.AbsolutePath != asked.RedirectUri.AbsolutePath)
                continue;
            var query = url.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));
            return new AuthorizationResult { Code = query["code"], State = query.GetValueOrDefault("state"), Iss = query.GetValueOrDefault("iss") };
        }

        throw new InvalidOperationException($"The authorization ended at {url}.");
    }
}
