using System.CommandLine;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register show</c>.</summary>
internal static class ShowRegistration
{
    private static readonly Argument<string> Name = new("ID|NAME") { Description = "The id, such as tool-orders, or the name." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("show", "Shows a registration as JSON, as 'register add --file' takes it back.", """
            lambda-mcp register show orders
            lambda-mcp register show set-billing > billing.json
            """)
        {
            Name, RegisterCommand.Type,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = await RegisterCommand.OpenAsync(parsed, context, cancellationToken);
            var id = RegisterCommand.IdOf(parsed.GetValue(Name)!, parsed.GetValue(RegisterCommand.Type)!);
            var answer = await api.SendAsync(HttpMethod.Get, $"/{Uri.EscapeDataString(id)}", null, null, cancellationToken);
            context.Output.Line(JsonText.Of(answer.Json, indented: context.Output.IsTerminal || !parsed.GetValue(RegisterCommand.Json)));
            return ExitCode.Done;
        });
        return command;
    }
}
