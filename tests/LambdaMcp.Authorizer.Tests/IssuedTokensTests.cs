using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Authorizer.Tests;

public sealed class IssuedTokensTests
{
    private const string Resource = "https://mcp.example.com/prod/mcp";

    private static readonly string Event = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "events", "authorizer-request.json"));

    [Fact]
    public async Task The_function_judges_access_tokens_by_the_keys_that_their_issuer_publishes()
    {
        await using var issuer = await IssuerServer.StartAsync();
        var curve = new SigningKey("curve");
        var rsa = SigningKey.OfRsa("rsa");
        issuer.Publish("/tenant", $$"""{"keys":[{{curve.Published}},{{rsa.Published}}]}""");
        await using var function = await FunctionProcess.StartAsync("bootstrap", _ => new()
        {
            ["MCP_TOKEN_ISSUERS"] = issuer.Url + "/tenant",
            ["MCP_PUBLIC_URL"] = Resource,
        });

        foreach (var (key, algorithm, set) in new[] { (curve, "ES256", (string?)null), (rsa, "RS256", "crm") })
        {
            var (failed, body) = await InvokeAsync(function, Token(issuer, key, algorithm, set is null ? Resource : $"{Resource}/{set}"));
            Assert.False(failed, function.Output);
            using var answer = JsonDocument.Parse(body);
            Assert.Equal(issuer.Url + "/tenant#alice", answer.RootElement.GetProperty("principalId").GetString());
            Assert.Equal("Allow", answer.RootElement.GetProperty("policyDocument").GetProperty("Statement")[0].GetProperty("Effect").GetString());
            var context = answer.RootElement.GetProperty("context");
            Assert.Equal(("mcp", "t-1"), (context.GetProperty("scopes").GetString(), context.GetProperty("tokenId").GetString()));
            Assert.Equal(set, context.TryGetProperty("set", out var narrowed) ? narrowed.GetString() : null);
        }

        var (refused, error) = await InvokeAsync(function, Token(issuer, curve, "ES256", "https://elsewhere.example/mcp"));
        Assert.True(refused);
        Assert.Equal("Unauthorized", JsonDocument.Parse(error).RootElement.GetProperty("errorMessage").GetString());
        // There is no secret that might know it.
        (refused, error) = await InvokeAsync(function, "some-other-token-here");
        Assert.True(refused);
        Assert.Equal("Unauthorized", JsonDocument.Parse(error).RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(["/tenant/.well-known/openid-configuration", "/tenant/keys"], issuer.Requests);
        var output = await function.StopAsync();
        Assert.Contains("wrong_audience", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_a_failure_and_no_verdict()
    {
        await using var issuer = await IssuerServer.StartAsync();
        await using var function = await FunctionProcess.StartAsync("bootstrap", _ => new() { ["MCP_TOKEN_ISSUERS"] = issuer.Url, ["MCP_PUBLIC_URL"] = Resource });

        var (failed, body) = await InvokeAsync(function, new SigningKey("lost").Sign(
            """{"alg":"ES256"}""", $$"""{"iss":"{{issuer.Url}}","sub":"alice","aud":"{{Resource}}","exp":{{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()}}}"""));

        Assert.True(failed);
        Assert.NotEqual("Unauthorized", JsonDocument.Parse(body).RootElement.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public void Without_issuers_there_are_no_such_tokens() => Assert.Null(IssuedTokens.FromEnvironment(TimeProvider.System, NullLogger.Instance));

    private static string Token(IssuerServer issuer, SigningKey key, string algorithm, string audience) => key.Sign(
        $$"""{"alg":"{{algorithm}}","kid":"{{key.Id}}","typ":"at+jwt"}""",
        $$"""{"iss":"{{issuer.Url}}/tenant","sub":"alice","jti":"t-1","scope":"mcp","aud":"{{audience}}","exp":{{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()}}}""");

    private static Task<(bool Failed, byte[] Body)> InvokeAsync(FunctionProcess function, string token) =>
        function.InvokeAsync(Event.Replace("local-development-token", token, StringComparison.Ordinal));
}
