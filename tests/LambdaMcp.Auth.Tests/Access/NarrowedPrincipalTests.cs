using System.Globalization;
using LambdaMcp.Auth.Access;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Tests.Access;

/// <summary>What an authorizer's kept answer says of a token whose time or path is another by now.</summary>
public sealed class NarrowedPrincipalTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _clock = new(Now);

    [Fact]
    public async Task A_token_that_ended_while_the_answer_was_kept_is_401_like_any_bad_one()
    {
        var pipeline = With(AuthorizerContext.ExpiresAtKey, Now.AddSeconds(10).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

        var before = await pipeline.SendAsync("/mcp");
        _clock.Advance(TimeSpan.FromSeconds(10));
        var after = await pipeline.SendAsync("/mcp");

        Assert.Equal(200, before.Status);
        Assert.Equal(401, after.Status);
        Assert.Equal(Refusal.For(AccessOutcome.InvalidToken).Body, after.Body);
        Assert.StartsWith("Bearer resource_metadata=", after.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mcp/sales", 200)]
    [InlineData("/mcp", 401)]
    [InlineData("/mcp/", 401)]
    [InlineData("/mcp/Sales", 401)]
    [InlineData("/mcp/salesteam", 401)]
    [InlineData("/mcp/sales/", 401)]
    [InlineData("/mcp/sales/x", 401)]
    [InlineData("/sse", 401)]
    [InlineData("/message", 401)]
    public async Task A_token_for_one_set_is_good_at_that_sets_path_alone(string path, int status) =>
        Assert.Equal(status, (await With(AuthorizerContext.SetKey, "sales").SendAsync(path)).Status);

    [Fact]
    public async Task A_preflight_that_nobody_answered_is_refused_without_a_challenge()
    {
        var (status, challenge, body) = await With(AuthorizerContext.SetKey, "sales").SendAsync("/mcp", method: HttpMethods.Options);

        Assert.Equal(405, status);
        Assert.Equal("", challenge);
        Assert.Contains("MCP_ALLOWED_ORIGINS", body, StringComparison.Ordinal);
    }

    private GuardedPipeline With(string key, string value)
    {
        var said = new Dictionary<string, string> { ["principalId"] = "alice", ["scopes"] = "mcp", [key] = value };
        return new(app => app.UseGatewayPrincipal(_ => said), _clock);
    }
}
