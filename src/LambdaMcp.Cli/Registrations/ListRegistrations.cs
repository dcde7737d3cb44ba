using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register list</c>.</summary>
internal static class ListRegistrations
{
    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("list", "Lists what is registered: in a terminal as a table, else as tab-separated values.", """
            lambda-mcp register list --stack lambda-mcp
            lambda-mcp register list --type tool --tag billing
            lambda-mcp register list --json | jq -r '.registrations[].id'
            """);
        RegistrationFilter.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        using var api = await RegisterCommand.OpenAsync(parsed, context, cancellationToken);
        var all = new JsonArray();
        string? cursor = null;
        do
        {
            var page = (await api.SendAsync(HttpMethod.Get, RegistrationFilter.Query(parsed, cursor), null, null, cancellationToken)).Json as JsonObject ?? [];
            foreach (var registration in page["registrations"] as JsonArray ?? [])
                all.Add(registration?.DeepClone());
            cursor = page["nextCursor"]?.ToString();
        }
        while (cursor is not null);

        if (parsed.GetValue(RegisterCommand.Json))
            context.Output.Json(new JsonObject { ["registrations"] = all });
        else if (all.Count > 0)
            RegistrationView.WriteList(context.Output, all);
        else
            await context.Errors.WriteLineAsync("Nothing of the kind is registered.");
        return ExitCode.Done;
    }
}
