using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class BearerAuthenticationTests
{
    private static readonly Uri Metadata = new("https://api.example.com/prod/.well-known/oauth-protected-resource/mcp");

    private readonly GuardedPipeline _pipeline = new(app => app.UseBearerAuthentication(new TokenVerifier(StaticTokens.Parse("""
        {"tokens":[{"name":"alice","token":"alices-long-token-01","scopes":["mcp","admin"]},
                   {"name":"reader","token":"readers-long-token-1","scopes":["read"]}]}
        """))));

    [Fact]
    public async Task A_known_token_enters_with_its_name_and_scopes()
    {
        var (status, _, _) = await _pipeline.SendAsync("/mcp", "bearer alices-long-token-01");

        Assert.Equal(200, status);
        Assert.Equal("alice", _pipeline.Caller);
        Assert.Equal(["mcp", "admin"], _pipeline.Scopes);
    }

    [Theory]
    [InlineData(null, AccessOutcome.MissingToken)]
    [InlineData("Bearer nobodys-long-token-1", AccessOutcome.InvalidToken)]
    [InlineData("Bearer readers-long-token-1", AccessOutcome.InsufficientScope)]
    public async Task Anyone_else_is_told_what_is_missing_and_where_to_look(string? authorization, AccessOutcome outcome)
    {
        var (status, challenge, body) = await _pipeline.SendAsync("/mcp", authorization);

        var refusal = Refusal.For(outcome);
        Assert.Equal(refusal.StatusCode, status);
        Assert.Equal(refusal.Challenge(metadata: Metadata), challenge);
        Assert.Equal(refusal.Body, body);
        Assert.False(_pipeline.Reached);
    }

    [Fact]
    public async Task Who_cannot_be_judged_is_neither_let_in_nor_told_that_the_token_is_bad()
    {
        var pipeline = new GuardedPipeline(app => app.UseBearerAuthentication(new TokenVerifier(_ => throw new InvalidOperationException("the store is away"))));

        var (status, challenge, body) = await pipeline.SendAsync("/mcp", "Bearer alices-long-token-01");

        Assert.Equal((500, ""), (status, challenge));
        Assert.StartsWith("""{"jsonrpc":"2.0","id":null,"error":{"code":500,""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("store", body, StringComparison.Ordinal);
        Assert.False(pipeline.Reached);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/.well-known/oauth-protected-resource")]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    public async Task Health_and_metadata_are_open(string path)
    {
        var (status, _, _) = await _pipeline.SendAsync(path);

        Assert.Equal(200, status);
        Assert.True(_pipeline.Reached);
        Assert.Null(_pipeline.Caller);
        Assert.Empty(_pipeline.Scopes);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthy")]
    [InlineData("/health/mcp")]
    [InlineData("/.well-known-not")]
    [InlineData("/mcp/.well-known")]
    public async Task Nothing_else_is_open(string path)
    {
        var (status, _, _) = await _pipeline.SendAsync(path);

        Assert.Equal(401, status);
    }
}
