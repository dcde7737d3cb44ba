using System.CommandLine;
using System.Text.Json;
using LambdaMcp.Cli.Calls;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register test</c>.</summary>
internal static class TestRegistration
{
    private static readonly Argument<string> Name = new("ID|NAME") { Description = "The registered tool." };

    private static readonly Argument<string[]> Words = new("ARGUMENT") { Description = "key=value, key:=JSON, key=@FILE or key=-, as with 'call'.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("test", "Looks a registered tool up, and calls it through the endpoint as a client would.", """
            lambda-mcp register test orders customerId=C-1
            lambda-mcp register test tool-orders customerId=C-1 --stack lambda-mcp --json
            """)
        {
            Name, Words,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: true, cancellationToken);
            var id = RegisterCommand.IdOf(parsed.GetValue(Name)!, "tool");
            JsonElement? schema;
            using (var api = RegistrationApi.Open(endpoint, context))
            {
                var stored = await api.SendAsync(HttpMethod.Get, $"/{Uri.EscapeDataString(id)}", null, null, cancellationToken);
                schema = stored.Json?["parameters"]?.Deserialize<JsonElement>();
                if (stored.Json?["enabled"]?.GetValue<bool>() == false)
                    await context.Errors.WriteLineAsync($"{id} is not enabled: the endpoint will not know it.");
            }

            return id.StartsWith("tool-", StringComparison.Ordinal)
                ? await CallCommand.RunAsync(id["tool-".Length..], parsed.GetValue(Words) ?? [], null, null, null, parsed.GetValue(RegisterCommand.Json), endpoint, context, cancellationToken, schema)
                : throw FailedException.BadUsage($"{id} is no tool. lambda-mcp tools --resources and --prompts show the others.");
        });
        return command;
    }
}
