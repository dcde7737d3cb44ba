using System.CommandLine;
using System.Globalization;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Logs;

/// <summary><c>lambda-mcp logs</c>.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly Option<string[]> Function = new("--function")
    {
        Description = "endpoint, authorizer, tasks, registration, or the name of any other function; may be given more than once. Default: those four.",
        HelpName = "NAME",
    };

    private static readonly Option<TimeSpan?> Since = new("--since") { Description = "How far back: 90s, 15m, 12h, 7d. Default: 15m.", HelpName = "TIME", CustomParser = Moment.ParseSpan };

    private static readonly Option<bool> Follow = new("--follow") { Description = "Go on until Ctrl-C." };

    private static readonly Option<string?> Principal = new("--principal") { Description = "Only records of this caller.", HelpName = "NAME" };

    private static readonly Option<string?> Tool = new("--tool") { Description = "Only records of this tool, prompt or resource.", HelpName = "NAME" };

    private static readonly Option<string?> Trace = new("--trace") { Description = "Only lines of this trace, by its id or X-Ray's.", HelpName = "ID" };

    private static readonly Option<LogSeverity> Level = new("--level")
    {
        Description = "The least that is shown: debug (with Lambda's own lines), information, warning (with records of what was refused or failed), error.",
        HelpName = "LEVEL",
        DefaultValueFactory = static _ => LogSeverity.Information,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Write each line as a JSON object." };

    public static Command Create(CliContext context)
    {
        var command = new ExampledCommand("logs", "Shows what the endpoint's functions wrote: records of decisions and calls, and logs, a line each.", """
            lambda-mcp logs --stack lambda-mcp --since 1h --level warning
            lambda-mcp logs --follow --tool customer-by-id
            lambda-mcp logs --trace 6b0206eb2d84d5c4923444eebe751a68 --level debug
            lambda-mcp logs --function mcp-sample-echo --json | jq .text
            """)
        {
            Function, Since, Follow, Principal, Tool, Trace, Level,
        };
        EndpointOptions.AddTo(command);
        command.Add(Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: false, cancellationToken);
        var groups = await LogGroups.FindAsync(parsed.GetValue(Function) ?? [], endpoint, context, cancellationToken);
        var since = context.Clock.GetUtcNow() - (parsed.GetValue(Since) ?? TimeSpan.FromMinutes(15));
        using var client = context.Signed(endpoint.Aws, SignedService.Logs);
        var readers = groups.Select(group => new LogReader(client, group, since)).ToList();
        // Only letters and digits stand in a trace's id, so that it is no more than a word of CloudWatch's patterns.
        var pattern = parsed.GetValue(Trace) is { } trace ? $"\"{string.Concat(trace.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))}\"" : null;
        while (true)
        {
            var events = new List<LogEvent>();
            foreach (var reader in readers)
            {
                await foreach (var entry in reader.ReadAsync(pattern, cancellationToken))
                    events.Add(entry);
            }

            foreach (var entry in events.Where(entry => IsWanted(entry, parsed)).OrderBy(entry => entry.Time))
                Write(entry, parsed.GetValue(Json), context.Output);
            if (!parsed.GetValue(Follow))
                return ExitCode.Done;
            await context.Output.Writer.FlushAsync(cancellationToken);
            await Task.Delay(Pause, context.Clock, cancellationToken);
        }
    }

    private static bool IsWanted(LogEvent entry, ParseResult parsed) =>
        entry.Severity >= parsed.GetValue(Level)
        && (parsed.GetValue(Principal) is not { } principal || entry.Member("principal") == principal)
        && (parsed.GetValue(Tool) is not { } tool || entry.Member("name") == tool && entry.IsRecord);

    private static void Write(LogEvent entry, bool json, Screen screen)
    {
        var time = entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (json)
        {
            screen.Line(JsonText.Of(
                new System.Text.Json.Nodes.JsonObject { ["time"] = time, ["function"] = entry.Label, ["level"] = entry.Severity.ToString().ToLowerInvariant(), ["text"] = entry.Json?.DeepClone() ?? entry.Text },
                indented: false));
            return;
        }

        // Lambda parts the fields of its REPORT lines by tabs.
        var summary = Screen.Plain(entry.Summary().Replace('\t', ' '));
        if (!screen.IsTerminal)
            screen.Line($"{time}\t{Screen.Plain(entry.Label)}\t{entry.Severity.ToString().ToLowerInvariant()}\t{summary}");
        else
            screen.Line($"{time[11..^1]}  {Screen.Plain(entry.Label),-12}  {(entry.Severity >= LogSeverity.Warning ? screen.Bold(summary) : summary)}");
    }
}
