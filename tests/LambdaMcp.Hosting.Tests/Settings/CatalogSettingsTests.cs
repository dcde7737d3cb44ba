using System.Text.RegularExpressions;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Tests.Settings;

/// <summary>The settings of a program that brings its own catalogs.</summary>
public sealed class CatalogSettingsTests
{
    [Fact]
    public void Nothing_of_the_gateways_is_read()
    {
        var read = new HashSet<string>();
        EndpointSettings.ReadForCatalogs(Watched(read));

        Assert.DoesNotContain(read, name => name.StartsWith("FUNCTION_", StringComparison.Ordinal) || name.Contains("REGISTRATION", StringComparison.Ordinal));
        Assert.DoesNotContain("MCP_TASK_FUNCTION", read);
        Assert.DoesNotContain("MCP_ROLE", read);
    }

    [Fact]
    public void The_help_says_what_the_program_is_and_describes_what_is_read_and_no_more()
    {
        var read = new HashSet<string>();
        EndpointSettings.ReadForCatalogs(Watched(read));
        // Lambda sets the first. The other is about standard input's caller, who may do all.
        read.ExceptWith(["AWS_LAMBDA_FUNCTION_NAME", "MCP_STDIO_SCOPES"]);
        // The logger's own.
        read.Add("LOG_LEVEL");

        var help = CatalogHelp.Of("A program.\n");

        Assert.StartsWith("A program.\n\n", help, StringComparison.Ordinal);
        Assert.Equal(read.Order(StringComparer.Ordinal), Regex.Matches(help, "(?m)^  ([A-Z][A-Z_]+) ").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Contains("over all instances, unless its token says otherwise; a sixth of\n                                     them", help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_nobody_named_is_not_named() =>
        Assert.Equal(
            ("lambda-mcp", "ours"),
            (EndpointSettings.ReadForCatalogs(Variables.Of()).Mcp.ServerName, EndpointSettings.ReadForCatalogs(Variables.Of(("MCP_SERVER_NAME", "ours"))).Mcp.ServerName));

    [Fact]
    public void On_Lambda_it_is_called_as_its_function_is_and_has_metrics_where_they_are_wanted()
    {
        var function = EndpointSettings.ReadForCatalogs(Variables.Of(("AWS_LAMBDA_FUNCTION_NAME", "memory"))).Telemetry;
        var measured = EndpointSettings.ReadForCatalogs(Variables.Of(("AWS_LAMBDA_FUNCTION_NAME", "memory"), ("MCP_METRICS_NAMESPACE", "Mine"))).Telemetry;

        Assert.Equal(("memory", null, true), (function.Service, function.Namespace, function.IsOn));
        Assert.Equal("Mine", measured.Namespace);
        Assert.Equal("mcp-server", EndpointSettings.ReadForCatalogs(Variables.Of()).Telemetry.Service);
    }

    private static EnvironmentReader Watched(HashSet<string> read) => new(name =>
    {
        read.Add(name);
        return null;
    });
}
