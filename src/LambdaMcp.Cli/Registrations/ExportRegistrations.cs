using System.CommandLine;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register export</c>.</summary>
internal static class ExportRegistrations
{
    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("export", "Writes all registrations, or those that are chosen, as one JSON document for 'register import'.", """
            lambda-mcp register export --stack lambda-mcp > registrations.json
            lambda-mcp register export --tag billing
            """);
        RegistrationFilter.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = await RegisterCommand.OpenAsync(parsed, context, cancellationToken);
            var answer = await api.SendAsync(HttpMethod.Get, $"/export{RegistrationFilter.Query(parsed, null)}", null, null, cancellationToken);
            context.Output.Line(JsonText.Of(answer.Json, indented: !parsed.GetValue(RegisterCommand.Json)));
            return ExitCode.Done;
        });
        return command;
    }
}
