using System.Text.RegularExpressions;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.StdioBridge.Settings;

namespace LambdaMcp.StdioBridge.Tests.Settings;

public sealed class BridgeSettingsTests
{
    private const string File = """
        {
          "type": "stdio", "command": "npx", "args": ["-y", "@example/server@1.0.0"], "env": { "A": "file", "B": "file" },
          "secrets": { "TOKEN": "arn:file" }, "id": "example", "name": "Example Server",
        }
        """;

    [Fact]
    public void A_command_alone_is_enough()
    {
        var settings = Read(null, ("STDIO_SERVER_COMMAND", "/opt/tools/weather.py"));

        Assert.Equal("/opt/tools/weather.py", settings.Server.Command);
        Assert.Empty(settings.Server.Args);
        Assert.Empty(settings.Server.Env);
        Assert.Empty(settings.Secrets);
        Assert.True(settings.Server.PassesAwsCredentials);
        Assert.Equal((TimeSpan.FromSeconds(30), (TimeSpan?)null, 6_291_456, (long?)null, 1), LimitsOf(settings));
        Assert.Equal(["elicitation", "sampling"], settings.Server.ClientCapabilities);
        Assert.Equal(new("weather", "weather"), settings.Label);
        Assert.Equal(Environment.CurrentDirectory, settings.Server.Directory);
    }

    [Fact]
    public void Every_variable_says_something()
    {
        var settings = Read(
            null, ("STDIO_SERVER_COMMAND", "node"), ("STDIO_SERVER_ARGS", """["a.js","--x"]"""), ("STDIO_SERVER_ENV", """{"A":"1"}"""),
            ("STDIO_SERVER_SECRETS", """{"T":"arn:t"}"""), ("STDIO_SERVER_AWS_CREDENTIALS", "false"), ("STDIO_SERVER_START_SECONDS", "5"),
            ("STDIO_SERVER_CALL_SECONDS", "6"), ("STDIO_SERVER_MAX_MESSAGE_BYTES", "2048"), ("STDIO_SERVER_MAX_MEMORY_MB", "256"),
            ("STDIO_SERVER_MAX_CONCURRENT_CALLS", "4"), ("STDIO_SERVER_CLIENT_CAPABILITIES", "roots"), ("STDIO_SERVER_ID", "i"), ("STDIO_SERVER_NAME", "n"),
            ("LAMBDA_TASK_ROOT", "/var/task"), ("AWS_LAMBDA_FUNCTION_NAME", "f"));

        Assert.Equal(["a.js", "--x"], settings.Server.Args);
        Assert.Equal("1", settings.Server.Env["A"]);
        Assert.Equal("arn:t", settings.Secrets["T"]);
        Assert.False(settings.Server.PassesAwsCredentials);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), 2048, 256L * 1024 * 1024, 4), LimitsOf(settings));
        Assert.Equal(["roots"], settings.Server.ClientCapabilities);
        Assert.Equal(new("i", "n"), settings.Label);
        Assert.Equal("/var/task", settings.Server.Directory);
    }

    [Fact]
    public void The_packaged_file_says_the_same_as_an_entry_of_mcpServers()
    {
        var settings = Read(File);

        Assert.Equal("npx", settings.Server.Command);
        Assert.Equal(["-y", "@example/server@1.0.0"], settings.Server.Args);
        Assert.Equal("file", settings.Server.Env["A"]);
        Assert.Equal("arn:file", settings.Secrets["TOKEN"]);
        Assert.Equal(new("example", "Example Server"), settings.Label);
    }

    [Fact]
    public void Variables_win_over_the_file_each_by_itself()
    {
        var settings = Read(File, ("STDIO_SERVER_ENV", """{"B":"variable"}"""), ("STDIO_SERVER_SECRETS", """{"OTHER":"arn:variable"}"""), ("STDIO_SERVER_NAME", "Other"));

        Assert.Equal(("file", "variable"), (settings.Server.Env["A"], settings.Server.Env["B"]));
        Assert.Equal(["OTHER", "TOKEN"], settings.Secrets.Keys.Order());
        Assert.Equal(new("example", "Other"), settings.Label);
    }

    [Fact]
    public void The_files_arguments_are_those_of_its_own_command() =>
        Assert.Empty(Read(File, ("STDIO_SERVER_COMMAND", "/opt/server")).Server.Args);

    [Fact]
    public void A_function_lends_the_server_its_name() =>
        Assert.Equal(new("mcp-time", "mcp-time"), Read(null, ("STDIO_SERVER_COMMAND", "uvx"), ("AWS_LAMBDA_FUNCTION_NAME", "mcp-time")).Label);

    [Fact]
    public void A_server_may_be_told_that_its_clients_can_do_nothing() =>
        Assert.Empty(Read(null, ("STDIO_SERVER_COMMAND", "s"), ("STDIO_SERVER_CLIENT_CAPABILITIES", "none")).Server.ClientCapabilities);

    [Theory]
    [InlineData("STDIO_SERVER_ARGS", "PRIVATE")]
    [InlineData("STDIO_SERVER_ARGS", """{"a":"PRIVATE"}""")]
    [InlineData("STDIO_SERVER_ARGS", """["PRIVATE",1]""")]
    [InlineData("STDIO_SERVER_ENV", """["PRIVATE"]""")]
    [InlineData("STDIO_SERVER_ENV", """{"A":1,"B":"PRIVATE"}""")]
    [InlineData("STDIO_SERVER_ENV", """{"A=B":"PRIVATE"}""")]
    [InlineData("STDIO_SERVER_ENV", """{"":"PRIVATE"}""")]
    [InlineData("STDIO_SERVER_ENV", """{"A":"PRIVATE\u0000"}""")]
    [InlineData("STDIO_SERVER_ENV", "{\"A\":\"PRIVATE\"")]
    [InlineData("STDIO_SERVER_SECRETS", "\"PRIVATE\"")]
    [InlineData("STDIO_SERVER_AWS_CREDENTIALS", "maybe")]
    [InlineData("STDIO_SERVER_START_SECONDS", "0")]
    [InlineData("STDIO_SERVER_CALL_SECONDS", "-1")]
    [InlineData("STDIO_SERVER_MAX_MESSAGE_BYTES", "many")]
    [InlineData("STDIO_SERVER_MAX_MEMORY_MB", "10241")]
    [InlineData("STDIO_SERVER_MAX_CONCURRENT_CALLS", "0")]
    [InlineData("STDIO_SERVER_CLIENT_CAPABILITIES", "elicitation,tools")]
    public void A_value_that_cannot_be_used_is_refused_by_its_variables_name_and_shows_nothing_that_may_be_secret(string variable, string value)
    {
        var refused = Assert.Throws<InvalidSettingException>(() => Read(null, ("STDIO_SERVER_COMMAND", "s"), (variable, value)));

        Assert.Contains(variable, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON, but PRIVATE")]
    [InlineData("[]")]
    [InlineData("""{"command":7}""")]
    [InlineData("""{"command":" "}""")]
    [InlineData("""{"command":"s","args":"PRIVATE"}""")]
    [InlineData("""{"command":"s","env":{"A":null,"B":"PRIVATE"}}""")]
    [InlineData("""{"command":"s","secrets":[]}""")]
    [InlineData("""{"command":"s","name":["PRIVATE"]}""")]
    public void A_file_that_cannot_be_used_is_refused_by_its_name(string text)
    {
        var refused = Assert.Throws<InvalidSettingException>(() => Read(text));

        Assert.Contains("mcp-server.json", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_it_says_where_to_name_one()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => Read(null));

        Assert.Contains("STDIO_SERVER_COMMAND", refused.Message, StringComparison.Ordinal);
        Assert.Contains("mcp-server.json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_describes_every_variable_that_is_read()
    {
        var read = new HashSet<string>();
        BridgeSettings.Read(
            new(name =>
            {
                read.Add(name);
                return null;
            }),
            static _ => File);

        // Lambda sets these, and nobody else should.
        read.ExceptWith(["AWS_LAMBDA_FUNCTION_NAME", "LAMBDA_TASK_ROOT"]);

        Assert.Equal(13, read.Count);
        Assert.All(read, name => Assert.Matches($"(?m)^  {Regex.Escape(name)} ", BridgeHelp.Text));
    }

    [Fact]
    public void The_readme_describes_every_variable_that_the_help_does()
    {
        var readme = System.IO.File.ReadAllText(Repository.Path("src", "LambdaMcp.StdioBridge", "README.md"));

        Assert.All(Regex.Matches(BridgeHelp.Text, "STDIO_SERVER_[A-Z_]+").Select(match => match.Value).Distinct(), name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }

    private static (TimeSpan Start, TimeSpan? Call, int MessageBytes, long? MemoryBytes, int Calls) LimitsOf(BridgeSettings settings) => (
        settings.Server.StartLimit, settings.Server.CallLimit, settings.Server.MaxMessageBytes, settings.Server.MaxMemoryBytes, settings.Server.MaxConcurrentCalls);

    private static BridgeSettings Read(string? file, params (string Name, string? Value)[] variables) =>
        BridgeSettings.Read(new(name => variables.FirstOrDefault(variable => variable.Name == name).Value), _ => file);
}
