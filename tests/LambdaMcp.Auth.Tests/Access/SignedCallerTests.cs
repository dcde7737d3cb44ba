using LambdaMcp.Auth.Access;

namespace LambdaMcp.Auth.Tests.Access;

public sealed class SignedCallerTests
{
    private const string Arn = "arn:aws:sts::123456789012:assumed-role/Agent/run-7";

    [Fact]
    public async Task The_signers_arn_is_the_principal_with_the_one_scope()
    {
        var pipeline = new GuardedPipeline(app => app.UseSignedCallers(_ => Arn));

        var (status, _, _) = await pipeline.SendAsync("/mcp", "Bearer alices-long-token-01");

        Assert.Equal(200, status);
        Assert.Equal(Arn, pipeline.Caller);
        Assert.Equal(["mcp"], pipeline.Scopes);
        var record = pipeline.Records.Single();
        Assert.Equal(
            ("decision", "granted", Arn, "/prod/mcp"),
            (record.GetProperty("audit").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("principal").GetString(), record.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Who_did_not_sign_is_refused_as_api_gateway_refuses_it_whatever_token_they_have(string? arn)
    {
        var pipeline = new GuardedPipeline(app => app.UseSignedCallers(_ => arn));

        var (status, challenge, body) = await pipeline.SendAsync("/mcp", "Bearer alices-long-token-01");

        Assert.Equal(403, status);
        Assert.Equal("", challenge);
        Assert.Equal(Refusal.UnknownPath.Body, body);
        Assert.False(pipeline.Reached);
        Assert.Equal("refused", pipeline.Records.Single().GetProperty("outcome").GetString());
    }
}
