using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Tokens;

public sealed class TokenVerifierTests
{
    private static readonly StaticTokens Tokens = StaticTokens.Parse("""
        {"tokens":[{"name":"alice","token":"alices-long-token-01"},{"name":"reader","token":"readers-long-token-1","scopes":["read"]}]}
        """);

    [Theory]
    [InlineData(null, AccessOutcome.MissingToken, null)]
    [InlineData("Basic abc", AccessOutcome.MissingToken, null)]
    [InlineData("Bearer a b", AccessOutcome.InvalidToken, null)]
    [InlineData("Bearer nobodys-long-token-1", AccessOutcome.InvalidToken, null)]
    [InlineData("Bearer readers-long-token-1", AccessOutcome.InsufficientScope, "reader")]
    [InlineData("Bearer alices-long-token-01", AccessOutcome.Granted, "alice")]
    public async Task A_header_decides_the_outcome(string? header, AccessOutcome outcome, string? name)
    {
        var decision = await new TokenVerifier(Tokens).VerifyAsync(header, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(name, decision.Principal?.Name);
    }

    [Fact]
    public async Task Another_scope_can_be_asked_for()
    {
        var decision = await new TokenVerifier(Tokens).VerifyAsync(
            "Bearer readers-long-token-1", "read", TestContext.Current.CancellationToken);

        Assert.Equal(AccessOutcome.Granted, decision.Outcome);
    }

    [Fact]
    public async Task The_secret_is_not_asked_for_without_a_well_formed_token()
    {
        var verifier = new TokenVerifier(_ => throw new InvalidOperationException("asked"));

        var decision = await verifier.VerifyAsync("Bearer ?", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(AccessOutcome.InvalidToken, decision.Outcome);
    }
}
