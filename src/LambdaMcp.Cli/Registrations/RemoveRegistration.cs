using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register remove</c>.</summary>
internal static class RemoveRegistration
{
    private static readonly Argument<string> Name = new("ID|NAME") { Description = "The id, such as tool-orders, or the name." };

    private static readonly Option<string?> IfMatch = new("--if-match") { Description = "Remove it only while it has this entity tag.", HelpName = "TAG" };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("remove", "Removes a registration; the function stays.", """
            lambda-mcp register remove orders
            lambda-mcp register remove resource-handbook
            """)
        {
            Name, RegisterCommand.Type, IfMatch,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = await RegisterCommand.OpenAsync(parsed, context, cancellationToken);
            var id = RegisterCommand.IdOf(parsed.GetValue(Name)!, parsed.GetValue(RegisterCommand.Type)!);
            await api.SendAsync(HttpMethod.Delete, $"/{Uri.EscapeDataString(id)}", null, parsed.GetValue(IfMatch), cancellationToken);
            if (parsed.GetValue(RegisterCommand.Json))
                context.Output.Json(new JsonObject { ["removed"] = id });
            else
                context.Output.Line(Screen.Plain(id));
            await context.Errors.WriteLineAsync("Removed; clients see it within seconds.");
            return ExitCode.Done;
        });
        return command;
    }
}
