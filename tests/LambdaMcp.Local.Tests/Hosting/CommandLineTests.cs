namespace LambdaMcp.Local.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Every_option_reaches_the_program()
    {
        var options = await ReadAsync(
            "--port", "0", "--template", "a.yaml", "--template", "b.yaml", "--parameter", "A=1", "--parameter", "B=x=y", "--native", "--no-build",
            "--framework", "net9.0", "--dynamodb", "http://127.0.0.1:8000", "--ready-file", "ready.json", "--verbose",
            "--duplicate-events", "--stream-idle", "2", "--code", "McpFunction=a", "--code", "src/LambdaMcp.Endpoint=../b", "--no-page");

        Assert.NotNull(options);
        Assert.Equal(0, options.Port);
        Assert.Equal(["a.yaml", "b.yaml"], options.Templates);
        Assert.Equal(new Dictionary<string, string> { ["A"] = "1", ["B"] = "x=y" }, options.Parameters);
        Assert.Equal(new Dictionary<string, string> { ["McpFunction"] = "a", ["src/LambdaMcp.Endpoint"] = "../b" }, options.Code);
        Assert.True(options is { Native: true, NoBuild: true, Verbose: true, DuplicateEvents: true, Page: false });
        Assert.Equal("net9.0", options.Framework);
        Assert.Equal("Release", options.Configuration);
        Assert.Equal(new Uri("http://127.0.0.1:8000"), options.DynamoDb);
        Assert.Equal(TimeSpan.FromSeconds(2), options.StreamIdle);
        Assert.Equal("ready.json", options.ReadyFile);
    }

    [Fact]
    public async Task Without_options_port_8080_serves_a_debug_build()
    {
        var options = await ReadAsync();

        Assert.Equal(new LocalOptions().Port, options!.Port);
        Assert.Equal("Debug", options.Configuration);
        Assert.Empty(options.Templates);
        Assert.Null(options.DynamoDb);
        Assert.Null(options.StreamIdle);
        Assert.False(options.DuplicateEvents);
        Assert.True(options.Page);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "many")]
    [InlineData("--parameter", "novalue")]
    [InlineData("--code", "McpFunction")]
    [InlineData("--code", "McpFunction=")]
    [InlineData("--dynamodb", "localhost:8000")]
    [InlineData("--stream-idle", "0")]
    [InlineData("--unheard", "of")]
    public async Task A_mistake_does_not_start_the_program(string option, string value) => Assert.Null(await ReadAsync(option, value));

    private static async Task<LocalOptions?> ReadAsync(params string[] args)
    {
        LocalOptions? read = null;
        await CommandLine.InvokeAsync(args, (options, _) =>
        {
            read = options;
            return Task.FromResult(0);
        });
        return read;
    }
}
