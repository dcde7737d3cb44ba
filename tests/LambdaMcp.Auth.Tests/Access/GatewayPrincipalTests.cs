using LambdaMcp.Auth.Access;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class GatewayPrincipalTests
{
    [Fact]
    public async Task The_authorizers_principal_is_the_caller()
    {
        var pipeline = With(new() { ["principalId"] = "alice", ["scopes"] = "mcp admin" });

        await pipeline.SendAsync("/mcp");

        Assert.Equal("alice", pipeline.Caller);
        Assert.Equal(["mcp", "admin"], pipeline.Scopes);
    }

    [Fact]
    public async Task Without_the_scope_it_is_refused()
    {
        var (status, challenge, _) = await With(new() { ["principalId"] = "alice" }).SendAsync("/mcp");

        Assert.Equal(403, status);
        Assert.Contains("insufficient_scope", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_was_deployed_without_authorizer_stays_shut()
    {
        Assert.Equal(401, (await With(null).SendAsync("/mcp", "Bearer alices-long-token-01")).Status);
        Assert.Equal(401, (await With([]).SendAsync("/mcp")).Status);
        Assert.Equal(200, (await With(null).SendAsync("/health")).Status);
    }

    private static GuardedPipeline With(Dictionary<string, string>? authorizerContext) =>
        new(app => app.UseGatewayPrincipal(_ => authorizerContext));
}
