using LambdaMcp.Telemetry.Arguments;

namespace LambdaMcp.Telemetry.Tests;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Metrics_are_on_by_default_where_CloudWatch_reads_them()
    {
        Assert.Equal((true, "LambdaMcp", ArgumentForm.Digest, "mcp-endpoint"), Seen(Read(("AWS_LAMBDA_FUNCTION_NAME", "f"))));
        Assert.Equal((true, null, ArgumentForm.Digest, "mcp-endpoint"), Seen(Read()));
        Assert.Null(Read(("AWS_LAMBDA_FUNCTION_NAME", "f"), ("MCP_METRICS_NAMESPACE", "")).Namespace);
        Assert.Equal("Mine/1", Read(("MCP_METRICS_NAMESPACE", "Mine/1")).Namespace);
    }

    [Fact]
    public void Settings_are_read()
    {
        var options = Read(
            ("MCP_AUDIT", "off"), ("MCP_AUDIT_ARGUMENTS", "Redacted"), ("MCP_AUDIT_ARGUMENT_NAMES", "id, kind,"), ("MCP_METRICS_TOOLS", "3"), ("POWERTOOLS_SERVICE_NAME", "other"));

        Assert.Equal((false, null, ArgumentForm.Redacted, "other"), Seen(options));
        Assert.Equal(["id", "kind"], options.ArgumentNames.Order(StringComparer.Ordinal));
        Assert.Equal(3, options.MostTools);
    }

    [Theory]
    [InlineData("MCP_AUDIT", "maybe")]
    [InlineData("MCP_AUDIT_ARGUMENTS", "all")]
    [InlineData("MCP_METRICS_NAMESPACE", "AWS/Lambda")]
    [InlineData("MCP_METRICS_NAMESPACE", "a b")]
    [InlineData("MCP_METRICS_TOOLS", "-1")]
    [InlineData("MCP_METRICS_TOOLS", "1001")]
    public void What_cannot_be_used_is_named(string name, string value) =>
        Assert.Contains(name, Assert.Throws<FormatException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    private static (bool, string?, ArgumentForm, string) Seen(TelemetryOptions options) => (options.IsOn, options.Namespace, options.Arguments, options.Service);

    private static TelemetryOptions Read(params (string Name, string Value)[] variables) =>
        TelemetryOptions.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value, "mcp-endpoint");
}
