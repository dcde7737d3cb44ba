using System.CommandLine;

namespace Runner;

/// <summary>The program's options.</summary>
internal static class CommandLine
{
    private static readonly Option<int?> Runs = new("--runs") { Description = "How often each program is started (20)." };
    private static readonly Option<int?> Requests = new("--requests") { Description = "How many requests each start gets, the first included (200; with --stdio-bridge one start of each program: 201)." };

    private static readonly Option<string> Framework = new("--framework")
    {
        Description = "The .NET version to publish for: net9.0 where the package feed lacks the native AOT pack of the default.",
        DefaultValueFactory = static _ => "net10.0",
    };

    private static readonly Option<bool> NoPublish = new("--no-publish") { Description = "Measure what an earlier run published." };

    private static readonly Option<bool> Smoke = new("--smoke")
    {
        Description = "2 runs of 20 requests, or a flood of 2 s; the exit code says only whether everything answered rightly, whatever it took.",
    };

    private static readonly Option<bool> Flood = new("--flood")
    {
        Description = "What a client feels of 1,000 requests a second without a known token, and which functions those set going.",
    };

    private static readonly Option<bool> StdioBridge = new("--stdio-bridge")
    {
        Description = "The stdio bridge beside the npm package @aws/run-mcp-servers-with-aws-lambda; LAMBDA_MCP_NODE_MODULES names the packages of tests/package.json.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON in the place of Markdown." };

    /// <summary>Parses the arguments and runs <paramref name="run"/>; help and mistakes are answered here.</summary>
    public static Task<int> InvokeAsync(string[] args, Func<RunnerOptions, CancellationToken, Task<int>> run)
    {
        AtLeast(Runs, 1);
        AtLeast(Requests, 3);
        var command = new RootCommand("Measures the endpoint's cold starts, warm calls, memory and package beside a bare loop.")
        {
            Runs, Requests, Framework, NoPublish, Flood, StdioBridge, Smoke, Json,
        };
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));
        return command.Parse(args).InvokeAsync();
    }

    private static RunnerOptions Read(ParseResult parsed)
    {
        var smoke = parsed.GetValue(Smoke);
        var stdioBridge = parsed.GetValue(StdioBridge);
        return new()
        {
            Runs = parsed.GetValue(Runs) ?? (smoke ? 2 : 20),
            Requests = parsed.GetValue(Requests) ?? (smoke ? 20 : stdioBridge ? 201 : 200),
            Framework = parsed.GetValue(Framework)!,
            NoPublish = parsed.GetValue(NoPublish),
            Flood = parsed.GetValue(Flood),
            StdioBridge = stdioBridge,
            Smoke = smoke,
            Json = parsed.GetValue(Json),
        };
    }

    private static void AtLeast(Option<int?> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() < least)
            result.AddError($"{option.Name} takes a number from {least}.");
    });
}
