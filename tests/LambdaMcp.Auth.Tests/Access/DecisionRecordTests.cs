using System.Text.Json;
using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class DecisionRecordTests
{
    [Theory]
    [InlineData("Bearer alices-long-token-01", "granted - alice")]
    [InlineData(null, "refused missing_token -")]
    [InlineData("Bearer nobodys-long-token-1", "refused invalid_token -")]
    [InlineData("Bearer readers-long-token-1", "refused insufficient_scope reader")]
    public async Task An_endpoint_that_judges_tokens_itself_writes_every_judgement_down(string? authorization, string seen)
    {
        var pipeline = new GuardedPipeline(app => app.UseBearerAuthentication(new TokenVerifier(StaticTokens.Parse("""
            {"tokens":[{"name":"alice","token":"alices-long-token-01","scopes":["mcp"]},{"name":"reader","token":"readers-long-token-1","scopes":["read"]}]}
            """))));

        await pipeline.SendAsync("/mcp", authorization);

        Assert.Equal(seen, Seen(pipeline.Records.Single()));
        Assert.Equal("/mcp", pipeline.Records.Single().GetProperty("path").GetString());
        Assert.DoesNotContain("long-token", pipeline.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_the_authorizer_only_refusals_are_written_down()
    {
        IReadOnlyDictionary<string, string>? said = new Dictionary<string, string> { ["principalId"] = "alice", ["scopes"] = "mcp", ["tokenId"] = "t-1" };
        var pipeline = new GuardedPipeline(app => app.UseGatewayPrincipal(_ => said));

        await pipeline.SendAsync("/mcp");
        Assert.Empty(pipeline.Records.All);
        said = null;
        await pipeline.SendAsync("/mcp");

        Assert.Equal("refused missing_token -", Seen(pipeline.Records.Single()));
    }

    private static string Seen(JsonElement record) =>
        string.Join(' ', ((string[])["outcome", "reason", "principal"]).Select(name => record.TryGetProperty(name, out var said) ? said.GetString() : "-"));
}
