using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register import</c>.</summary>
internal static class ImportRegistrations
{
    private static readonly Argument<string> FilePath = new("FILE") { Description = "What 'register export' wrote; - for standard input." };

    private static readonly Option<string> Mode = CreateMode();

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Write nothing, and tell what would be." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("import", "Takes a document of registrations back, whole or, if anything in it is wrong, not at all.", """
            lambda-mcp register import registrations.json --dry-run
            lambda-mcp register import registrations.json --mode replace
            lambda-mcp register export --stack test | lambda-mcp register import - --stack live
            """)
        {
            FilePath, Mode, DryRun,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var document = await RegistrationFile.ReadAsync(parsed.GetValue(FilePath)!, context, cancellationToken);
        using var api = await RegisterCommand.OpenAsync(parsed, context, cancellationToken);
        var answer = await api.SendAsync(HttpMethod.Post, $"/import?mode={parsed.GetValue(Mode)}{(parsed.GetValue(DryRun) ? "&dryRun=true" : "")}", document, null, cancellationToken);
        var report = answer.Json as JsonObject ?? [];
        if (parsed.GetValue(RegisterCommand.Json))
            context.Output.Json(report);
        else
            RegistrationView.WriteImport(context, report);
        return ExitCode.Done;
    }

    private static Option<string> CreateMode()
    {
        var option = new Option<string>("--mode") { Description = "merge keeps what the document lacks, replace deletes it.", HelpName = "MODE", DefaultValueFactory = static _ => "merge" };
        option.AcceptOnlyFromAmong("merge", "replace");
        return option;
    }
}
