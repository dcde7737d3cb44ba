using System.Diagnostics;

namespace Samples.Tests;

/// <summary>The Python and Node functions, called as their runtimes call them.</summary>
public sealed class ScriptFunctionTests
{
    private const string PythonCall =
        "import sys, json, unit_converter; print(json.dumps(unit_converter.handler(json.load(sys.stdin), None)))";

    private const string NodeCall = """
        import("./word_count.mjs").then(async (module) => {
          const chunks = [];
          for await (const chunk of process.stdin) chunks.push(chunk);
          console.log(JSON.stringify(await module.handler(JSON.parse(Buffer.concat(chunks).toString()))));
        });
        """;

    [Theory]
    [InlineData(null, """{"value": 6.21371192237, "unit": "mi"}""")]
    [InlineData("""{"value":100,"from":"C","to":"F"}""", """{"value": 212.0, "unit": "F"}""")]
    [InlineData("""{"value":1,"from":"lb","to":"oz"}""", """{"value": 16.0, "unit": "oz"}""")]
    public async Task The_unit_converter_converts(string? payload, string answer)
    {
        var (exitCode, output) = await RunAsync("python3", ["-B", "-c", PythonCall], payload ?? SampleEvent.Read("unit-converter"));

        Assert.Equal(0, exitCode);
        Assert.Equal(answer, output);
    }

    [Theory]
    [InlineData("null", "Send an object")]
    [InlineData("""{"value":true,"from":"m","to":"m"}""", "\"value\" must be a number")]
    [InlineData("""{"value":NaN,"from":"m","to":"m"}""", "\"value\" must be a number")]
    [InlineData("""{"value":1,"from":"m","to":"parsec"}""", "\"to\" must be one of: mm")]
    [InlineData("""{"value":1,"from":"m","to":"kg"}""", "m and kg measure different things")]
    public async Task The_unit_converter_names_what_is_wrong(string payload, string fault)
    {
        var (exitCode, output) = await RunAsync("python3", ["-B", "-c", PythonCall], payload);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, """{"words":10,"characters":42,"sentences":1,"mostFrequent":[{"word":"be","count":2},{"word":"to","count":2}]}""")]
    [InlineData("""{"text":""}""", """{"words":0,"characters":0,"sentences":0,"mostFrequent":[]}""")]
    public async Task The_word_count_counts(string? payload, string answer)
    {
        var (exitCode, output) = await RunAsync("node", ["-e", NodeCall], payload ?? SampleEvent.Read("word-count"));

        Assert.Equal(0, exitCode);
        Assert.Equal(answer, output);
    }

    [Theory]
    [InlineData("null", "\"text\" must be a string")]
    [InlineData("""{"text":"a","top":1.5}""", "\"top\" must be an integer")]
    public async Task The_word_count_names_what_is_wrong(string payload, string fault)
    {
        var (exitCode, output) = await RunAsync("node", ["-e", NodeCall], payload);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, string payload)
    {
        Require.Program(program);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "functions") };
        var (exitCode, output, errors) = await Script.RunAsync(start, payload);
        return (exitCode, (output + errors).Trim());
    }
}
