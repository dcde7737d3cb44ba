using System.Net;
using System.Text.Json;
using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Metadata;
using LambdaMcp.Auth.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class SelfHostedTests
{
    [Fact]
    public async Task A_client_finds_its_way_from_the_challenge_over_the_metadata_to_the_resource()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var resource = new ProtectedResource { AuthorizationServers = AuthorizationServers.Parse("https://login.example.com/tenant") };
        app.UseBearerAuthentication(
            new TokenVerifier(StaticTokens.Parse("a-plain-long-token-1")), new AccessOptions { Resource = resource });
        app.MapProtectedResourceMetadata(resource);
        app.MapPost("/mcp", context => context.Response.WriteAsync(context.User.GetPrincipalName() ?? "nobody", cancellation));
        await app.StartAsync(cancellation);
        var origin = app.Urls.Single();
        using var client = new HttpClient();

        using var refused = await client.PostAsync($"{origin}/mcp", null, cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var challenge = refused.Headers.WwwAuthenticate.ToString();
        var metadataUrl = challenge.Split("resource_metadata=\"")[1].Split('"')[0];
        foreach (var url in new[] { metadataUrl, $"{origin}/.well-known/oauth-protected-resource" })
        {
            using var metadata = JsonDocument.Parse(await client.GetStringAsync(url, cancellation));
            Assert.Equal($"{origin}/mcp", metadata.RootElement.GetProperty("resource").GetString());
            Assert.Equal(
                "https://login.example.com/tenant", metadata.RootElement.GetProperty("authorization_servers")[0].GetString());
        }

        client.DefaultRequestHeaders.Add("Authorization", "Bearer a-plain-long-token-1");
        using var entered = await client.PostAsync($"{origin}/mcp", null, cancellation);
        Assert.Equal("default", await entered.Content.ReadAsStringAsync(cancellation));
    }
}
