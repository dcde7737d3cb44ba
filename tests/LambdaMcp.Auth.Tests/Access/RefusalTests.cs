using System.Text.Json;
using LambdaMcp.Auth.Access;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class RefusalTests
{
    private static readonly Uri Metadata = new("https://mcp.example.com/.well-known/oauth-protected-resource/mcp");

    [Theory]
    [InlineData(AccessOutcome.MissingToken, 401, "Bearer scope=\"mcp\"", "Bearer resource_metadata=\"URL\", scope=\"mcp\"")]
    [InlineData(AccessOutcome.InvalidToken, 401, "Bearer scope=\"mcp\"", "Bearer resource_metadata=\"URL\", scope=\"mcp\"")]
    [InlineData(
        AccessOutcome.InsufficientScope, 403, "Bearer error=\"insufficient_scope\", scope=\"mcp\"", "Bearer error=\"insufficient_scope\", scope=\"mcp\", resource_metadata=\"URL\"")]
    public void Each_outcome_has_its_status_challenge_and_json_rpc_body(AccessOutcome outcome, int status, string challenge, string withMetadata)
    {
        var refusal = Refusal.For(outcome);

        Assert.Equal(status, refusal.StatusCode);
        Assert.Equal(challenge, refusal.Challenge());
        Assert.Equal(withMetadata.Replace("URL", Metadata.AbsoluteUri, StringComparison.Ordinal), refusal.Challenge(metadata: Metadata));
        using var body = JsonDocument.Parse(refusal.Body);
        Assert.Equal("2.0", body.RootElement.GetProperty("jsonrpc").GetString());
        Assert.Equal(JsonValueKind.Null, body.RootElement.GetProperty("id").ValueKind);
        Assert.Equal(status, body.RootElement.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(refusal.Message, body.RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void A_missing_and_a_wrong_token_read_the_same() =>
        Assert.Equal(Refusal.For(AccessOutcome.MissingToken), Refusal.For(AccessOutcome.InvalidToken));

    [Fact]
    public void The_templates_gateway_responses_say_the_same()
    {
        var template = File.ReadAllText(Repository.Path("template.yaml"));

        foreach (var refusal in new[] { Refusal.For(AccessOutcome.MissingToken), Refusal.For(AccessOutcome.InsufficientScope), Refusal.UnknownPath })
            Assert.Contains($"application/json: '{refusal.Body}'", template, StringComparison.Ordinal);
        foreach (var outcome in new[] { AccessOutcome.MissingToken, AccessOutcome.InsufficientScope })
        {
            var challenge = Refusal.For(outcome).Challenge("${OAuthScopes}", Metadata).Replace("https://mcp.example.com", "${PublicUrl}", StringComparison.Ordinal);
            Assert.Contains($"!Sub \"'{challenge.Replace("\"", "\\\"", StringComparison.Ordinal)}'\"", template, StringComparison.Ordinal);
            Assert.Contains($"- !Sub \"'{Refusal.For(outcome).Challenge("${OAuthScopes}").Replace("\"", "\\\"", StringComparison.Ordinal)}'\"", template, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_granted_request_is_no_refusal() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Refusal.For(AccessOutcome.Granted));
}
