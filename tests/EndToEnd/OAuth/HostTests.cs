using System.Net;
using EndToEnd.SelfHosted;

namespace EndToEnd.OAuth;

/// <summary>An endpoint on a loopback address that was told no URL: a page whose name was rebound to it gets nowhere.</summary>
[Collection(OAuthDeployment.Collection)]
public sealed class HostTests(OAuthDeployment stack)
{
    [Fact]
    public async Task It_answers_to_names_of_this_machine_alone()
    {
        await using var endpoint = await EndpointProcess.StartAsync(stack, new() { ["MCP_AUTH_TOKEN"] = OAuthDeployment.Tokens });
        var metadata = endpoint.Url.Replace("/mcp", "/.well-known/oauth-protected-resource", StringComparison.Ordinal);
        var port = new Uri(endpoint.Url).Port;

        var rebound = await GetAsync(metadata, $"evil.example.com:{port}");
        var local = await GetAsync(metadata, $"localhost:{port}");

        Assert.Equal(HttpStatusCode.MisdirectedRequest, rebound.Status);
        Assert.Contains("MCP_PUBLIC_URL", rebound.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, local.Status);
        Assert.Contains($"\"resource\":\"http://localhost:{port}/mcp\"", local.Body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(string url, string host)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
