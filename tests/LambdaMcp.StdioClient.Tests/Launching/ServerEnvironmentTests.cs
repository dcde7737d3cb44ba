using LambdaMcp.StdioClient.Launching;

namespace LambdaMcp.StdioClient.Tests.Launching;

public sealed class ServerEnvironmentTests
{
    private static readonly Dictionary<string, string> Lambda = new()
    {
        ["PATH"] = "/var/lang/bin:/usr/bin",
        ["HOME"] = "/home/sbx_user1051",
        ["LANG"] = "en_US.UTF-8",
        ["LD_LIBRARY_PATH"] = "/var/lang/lib",
        ["AWS_LAMBDA_FUNCTION_NAME"] = "f",
        ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:9001",
        ["AWS_ACCESS_KEY_ID"] = "AKIA",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_SESSION_TOKEN"] = "token",
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:4566",
        ["STDIO_SERVER_SECRETS"] = "{}",
        ["NODE_OPTIONS"] = "--inspect",
    };

    [Fact]
    public void A_server_gets_what_every_program_needs_and_the_credentials_and_nothing_else()
    {
        var variables = Of(new StdioServerOptions { Command = "x" });

        Assert.Equal(
            ["AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "HOME", "LANG", "LD_LIBRARY_PATH", "PATH"],
            variables.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_credentials_it_gets_none_and_no_region() =>
        Assert.DoesNotContain(Of(new StdioServerOptions { Command = "x", PassesAwsCredentials = false }).Keys, name => name.StartsWith("AWS_", StringComparison.Ordinal));

    [Fact]
    public void Programs_of_its_folder_come_first() =>
        Assert.Equal(
            string.Join(Path.PathSeparator, Path.Combine("/task", "node_modules", ".bin"), Path.Combine("/task", "bin"), "/var/lang/bin:/usr/bin"),
            Of(new StdioServerOptions { Command = "x" })["PATH"]);

    [Fact]
    public void On_Lambda_its_home_is_where_it_can_write() =>
        Assert.Equal(Path.GetTempPath(), Of(new StdioServerOptions { Command = "x" })["HOME"]);

    [Fact]
    public void What_it_is_configured_with_comes_last()
    {
        var variables = Of(new StdioServerOptions { Command = "x", Env = new Dictionary<string, string> { ["AWS_REGION"] = "us-east-1", ["TOKEN"] = "t" } });

        Assert.Equal("us-east-1", variables["AWS_REGION"]);
        Assert.Equal("t", variables["TOKEN"]);
    }

    private static Dictionary<string, string> Of(StdioServerOptions options) => ServerEnvironment.Of(options, "/task", Lambda.GetValueOrDefault);
}
