using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Servers.Live;

namespace LambdaMcp.Cli.Servers.Verification;

/// <summary><c>lambda-mcp servers verify</c>.</summary>
internal static class VerifyServers
{
    private static readonly Option<bool> Strict = new("--strict") { Description = "What cannot be tried here counts as failed." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("verify", "Tries the servers out on this machine: installs their packages into the user's cache, starts each, lists what it has and calls a tool. What cannot be started here is told as unavailable.", """
            lambda-mcp servers verify
            lambda-mcp servers verify --only filesystem --timeout 30 --json
            GITHUB_PERSONAL_ACCESS_TOKEN=… lambda-mcp servers verify --only github --strict
            """)
        {
            Strict,
        };
        ServersOptions.AddTo(command, chooses: true);
        LiveOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var servers = ServersOptions.Choose(parsed);
        var verifier = new ServerVerifier(LiveOptions.Cache(parsed, context), LiveOptions.Limit(parsed), context);
        var all = new List<ServerVerification>();
        // One after another: a time that was measured beside another server's start says nothing.
        foreach (var server in servers)
            all.Add(await verifier.VerifyAsync(server, cancellationToken));

        if (parsed.GetValue(ServersCommand.Json))
            context.Output.Json(new JsonObject { ["servers"] = new JsonArray([.. all.Select(Json)]) });
        else
            context.Output.Table(["ID", "STATE", "TOOLS", "CALLED", "MS", "REASON"], [.. all.Select(Row)]);
        var counts = Enum.GetValues<Verdict>().Select(verdict => (Verdict: verdict, Count: all.Count(one => one.Verdict == verdict))).ToDictionary(pair => pair.Verdict, pair => pair.Count);
        await context.Errors.WriteLineAsync($"{counts[Verdict.Passed]} passed, {counts[Verdict.Failed]} failed, {counts[Verdict.Unavailable]} unavailable.");
        return counts[Verdict.Failed] > 0 || (parsed.GetValue(Strict) && counts[Verdict.Unavailable] > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static string[] Row(ServerVerification one) =>
        [one.Id, Word(one.Verdict), Text(one.Tools), one.Called ?? "-", Text((int?)one.Elapsed?.TotalMilliseconds), one.Reason is { } reason ? SafeText.Line(reason, 300) : "-"];

    private static JsonObject Json(ServerVerification one) => new()
    {
        ["id"] = one.Id,
        ["state"] = Word(one.Verdict),
        ["protocolVersion"] = one.ProtocolVersion,
        ["tools"] = one.Tools,
        ["resources"] = one.Resources,
        ["prompts"] = one.Prompts,
        ["called"] = one.Called,
        ["milliseconds"] = (int?)one.Elapsed?.TotalMilliseconds,
        ["reason"] = one.Reason,
    };

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
