using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Doctor;

/// <summary><c>lambda-mcp doctor</c>.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> Call = new("--call") { Description = "A tool that only reads, to call at the end of the way.", HelpName = "TOOL" };

    private static readonly Option<string?> Args = new("--args") { Description = "Its arguments as a JSON object, as @FILE, or as - for standard input.", HelpName = "JSON" };

    private static readonly Option<string?> Function = new("--function") { Description = "A target function, by its name or ARN: its state, policy and last error are looked at.", HelpName = "FUNCTION" };

    private static readonly Option<bool> Json = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        var command = new ExampledCommand("doctor", "Walks the whole way of a request, from the name to the tool's function, and names the hop that is broken; ends with 1 if one is.", """
            lambda-mcp doctor --stack lambda-mcp
            lambda-mcp doctor --stack lambda-mcp --call customer-by-id --args '{"customerId":"C-1001"}' --function mcp-sample-customer-by-id
            MCP_TOKEN=… lambda-mcp doctor --url https://api.example.com/prod/mcp --json
            """)
        {
            Call, Args, Function,
        };
        EndpointOptions.AddTo(command);
        command.Add(Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: true, cancellationToken);
        using var visit = new Visit { Endpoint = endpoint, Context = context, Tool = parsed.GetValue(Call), Arguments = parsed.GetValue(Args), Function = parsed.GetValue(Function) };
        var json = parsed.GetValue(Json);
        if (!json)
            await context.Errors.WriteLineAsync($"{endpoint.Url}, named by {endpoint.Source}");
        var findings = new List<Finding>();
        await foreach (var finding in WalkAsync(visit, cancellationToken))
        {
            findings.Add(finding);
            if (!json)
                Write(finding, context.Output);
        }

        var broken = findings.Where(finding => finding.Verdict == Verdict.Broken).Select(finding => finding.Hop).ToList();
        if (json)
            context.Output.Json(Report(endpoint, findings, broken.Count == 0));
        else
            await context.Errors.WriteLineAsync(broken.Count == 0 ? "All is well." : $"Broken: {string.Join(", ", broken)}. The first is where to begin.");
        return broken.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async IAsyncEnumerable<Finding> WalkAsync(Visit visit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return AwsHops.Stack(visit);
        // Behind one of these that is broken nothing can be reached.
        foreach (var gate in (Func<Visit, CancellationToken, Task<Finding>>[])[NetworkHops.NameAsync, NetworkHops.ConnectionAsync])
        {
            var finding = await gate(visit, cancellationToken);
            yield return finding;
            if (finding.Verdict == Verdict.Broken)
                yield break;
        }

        foreach (var hop in (Func<Visit, CancellationToken, Task<Finding>>[])[OpenHops.HealthAsync, OpenHops.ClockAsync, OpenHops.MetadataAsync, OpenHops.ChallengeAsync])
            yield return await hop(visit, cancellationToken);
        var session = await SessionHops.WalkAsync(visit, cancellationToken);
        foreach (var finding in session)
            yield return finding;
        if (session.Any(finding => finding is { Hop: "token", Verdict: Verdict.Broken }))
        {
            yield return Finding.Skipped("stateless", "without a good token nothing more is seen");
        }
        else
        {
            foreach (var finding in await ClientHops.WalkAsync(visit, cancellationToken))
                yield return finding;
        }

        yield return await AwsHops.RegistrationAsync(visit, cancellationToken);
        foreach (var finding in await AwsHops.FunctionsAsync(visit, cancellationToken))
            yield return finding;
    }

    private static void Write(Finding finding, Screen screen)
    {
        var verdict = finding.Verdict switch { Verdict.Good => "ok", Verdict.Doubtful => "look", Verdict.Broken => "BROKEN", _ => "-" };
        if (!screen.IsTerminal)
        {
            screen.Line(string.Join('\t', ((string?[])[verdict, finding.Hop, finding.Asked, finding.Came, finding.Meaning, finding.Advice]).Select(part => Screen.Plain(part ?? ""))).TrimEnd('\t'));
            return;
        }

        var line = $"{verdict,-7} {finding.Hop,-13} {Screen.Plain(finding.Came)}";
        screen.Line(finding.Verdict == Verdict.Broken ? screen.Bold(line) : line);
        if (finding.Meaning is null)
            return;
        foreach (var (name, text) in (IEnumerable<(string, string?)>)[("asked", finding.Asked), ("means", finding.Meaning), ("do", finding.Advice)])
            screen.Line($"        {name,-6} {Screen.Plain(text ?? "")}");
    }

    private static JsonObject Report(Endpoint endpoint, List<Finding> findings, bool ok) => new()
    {
        ["ok"] = ok,
        ["url"] = endpoint.Url.ToString(),
        ["hops"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["hop"] = finding.Hop,
            ["verdict"] = finding.Verdict.ToString().ToLowerInvariant(),
            ["asked"] = finding.Asked,
            ["came"] = finding.Came,
            ["meaning"] = finding.Meaning,
            ["advice"] = finding.Advice,
        })]),
    };
}
