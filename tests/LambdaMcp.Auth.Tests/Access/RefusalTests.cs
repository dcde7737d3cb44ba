using System.Text.Json;
using LambdaMcp.Auth.Access;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class RefusalTests
{
    private static readonly Uri Metadata = new("https://mcp.example.com/.well-known/oauth-protected-resource/mcp");

    [Theory]
    [InlineData(AccessOutcome.MissingToken, 401, "Bearer scope=\"mcp\"")]
    [InlineData(AccessOutcome.InvalidToken, 401, "Bearer error=\"invalid_token\", scope=\"mcp\"")]
    [InlineData(AccessOutcome.InsufficientScope, 403, "Bearer error=\"insufficient_scope\", scope=\"mcp\"")]
    public void Each_outcome_has_its_status_challenge_and_json_rpc_body(AccessOutcome outcome, int status, string challenge)
    {
        var refusal = Refusal.For(outcome);

        Assert.Equal(status, refusal.StatusCode);
        Assert.Equal(challenge, refusal.Challenge());
        Assert.Equal(
            challenge + ", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"",
            refusal.Challenge(metadata: Metadata));
        using var body = JsonDocument.Parse(refusal.Body);
        Assert.Equal("2.0", body.RootElement.GetProperty("jsonrpc").GetString());
        Assert.Equal(JsonValueKind.Null, body.RootElement.GetProperty("id").ValueKind);
        Assert.Equal(status, body.RootElement.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(refusal.Message, body.RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void A_missing_and_a_wrong_token_read_the_same() =>
        Assert.Equal(Refusal.For(AccessOutcome.MissingToken).Body, Refusal.For(AccessOutcome.InvalidToken).Body);

    [Fact]
    public void A_granted_request_is_no_refusal() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Refusal.For(AccessOutcome.Granted));
}
