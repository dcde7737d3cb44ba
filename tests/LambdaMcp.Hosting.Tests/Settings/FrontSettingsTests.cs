using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Tests.Settings;

public sealed class FrontSettingsTests
{
    [Fact]
    public void Without_variables_the_endpoint_listens_on_loopback()
    {
        var front = FrontSettings.Read(Variables.Of());

        Assert.Equal((false, "127.0.0.1", 3000), (front.IsLambda, front.Host, front.Port));
        Assert.Null(front.Token);
        Assert.Null(front.TokenSecretArn);
        Assert.Equal(TimeSpan.FromSeconds(25), front.DrainLimit);
    }

    [Fact]
    public void A_function_is_recognised_by_the_variable_that_Lambda_sets() =>
        Assert.True(FrontSettings.Read(Variables.Of(("AWS_LAMBDA_FUNCTION_NAME", "endpoint"))).IsLambda);

    [Theory]
    [InlineData("MCP_SERVER_PORT", "65536")]
    [InlineData("MCP_SERVER_PORT", "http")]
    [InlineData("MCP_DRAIN_SECONDS", "3601")]
    [InlineData("MCP_RESPONSE_STREAMING", "maybe")]
    [InlineData("MCP_EVENT_SOURCE", "Queue")]
    [InlineData("MCP_TOKEN_ISSUERS", "http://login.example.com")]
    public void A_value_that_cannot_be_used_names_its_variable(string name, string value)
    {
        var error = Assert.Throws<InvalidSettingException>(() => FrontSettings.Read(Variables.Of((name, value))));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
    }
}
