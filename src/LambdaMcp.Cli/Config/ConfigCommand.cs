using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Config;

/// <summary><c>lambda-mcp config</c>.</summary>
internal static class ConfigCommand
{
    private static readonly Argument<string> Client = new("CLIENT") { Description = $"One of {string.Join(", ", ClientKind.All.Select(kind => kind.Name))}.", HelpName = "CLIENT" };

    private static readonly Option<string> Name = new("--name") { Description = "What the client calls the server.", HelpName = "NAME", DefaultValueFactory = static _ => "lambda-mcp" };

    private static readonly Option<string> TokenVariable = new("--token-variable")
    {
        Description = "The environment variable in which the client finds the token, where it can look there.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => "MCP_TOKEN",
    };

    private static readonly Option<bool> WithToken = new("--with-token") { Description = "Write the token itself into the configuration." };

    private static readonly Option<string?> Stdio = new("--stdio")
    {
        Description = "The endpoint's executable, which the client is to start itself: no URL, no token, your own AWS profile.",
        HelpName = "PATH",
    };

    private static readonly Option<string[]> Env = new("--env")
    {
        Description = "With --stdio, an environment variable of the executable, such as FUNCTION_PREFIX=mcp-; may be given more than once. With --stack, the stack's own settings are there already.",
        HelpName = "NAME=VALUE",
    };

    private static readonly Option<bool> Json = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        Client.AcceptOnlyFromAmong([.. ClientKind.All.Select(kind => kind.Name)]);
        var command = new ExampledCommand("config", "Prints the configuration with which a client reaches an endpoint; the token stays outside of it where the client allows that.", """
            lambda-mcp config claude-code --stack lambda-mcp > .mcp.json
            lambda-mcp config vscode --url https://api.example.com/prod/mcp
            lambda-mcp config claude-desktop --stdio ./bootstrap --env AWS_PROFILE=work --env FUNCTION_PREFIX=mcp-
            lambda-mcp config inspector
            """)
        {
            Client, Name, TokenVariable, WithToken, Stdio, Env,
        };
        EndpointOptions.AddTo(command);
        command.Add(Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var kind = ClientKind.All.Single(kind => kind.Name == parsed.GetValue(Client));
        var configuration = new ClientConfiguration(kind, parsed.GetValue(Name)!);
        var (text, remark) = parsed.GetValue(Stdio) is { } executable
            ? (await StdioAsync(parsed, configuration, executable, context, cancellationToken), "")
            : await RemoteAsync(parsed, configuration, context, cancellationToken);
        if (parsed.GetValue(Json))
        {
            context.Output.Json(new JsonObject
            {
                ["client"] = kind.Name,
                ["place"] = kind.Place,
                [kind.IsCommand ? "command" : "configuration"] = text,
            });
            return ExitCode.Done;
        }

        await context.Errors.WriteLineAsync($"For {kind.Title}, into {kind.Place}{remark}");
        context.Output.Line(text is JsonObject ? JsonText.Of(text, indented: true) : text.ToString());
        return ExitCode.Done;
    }

    private static async Task<(JsonNode Text, string Remark)> RemoteAsync(ParseResult parsed, ClientConfiguration configuration, CliContext context, CancellationToken cancellationToken)
    {
        var withToken = parsed.GetValue(WithToken);
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: withToken, cancellationToken);
        if (withToken && endpoint.Token is null)
            throw FailedException.BadUsage("--with-token needs a token: set MCP_TOKEN, or name a --stack.");
        var (token, variable) = (withToken ? endpoint.Token : null, parsed.GetValue(TokenVariable)!);
        var kind = configuration.Kind;
        var remark = withToken ? " It has the token: keep it to yourself."
            : kind.NeedsBridge ? $" Put the token in the place of {ClientConfiguration.Placeholder}, or use --with-token. It needs Node.js, for mcp-remote."
            : kind.HasInputs ? " VS Code asks for the token once and keeps it."
            : $" The token is taken from the environment variable {variable}.";
        return kind.IsCommand
            ? (ClientConfiguration.RemoteCommand(endpoint.Url, token, variable), remark)
            : (configuration.Remote(endpoint.Url, token, variable), remark);
    }

    private static async Task<JsonNode> StdioAsync(ParseResult parsed, ClientConfiguration configuration, string executable, CliContext context, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>();
        if (EndpointOptions.NamesStack(parsed))
        {
            var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: false, cancellationToken);
            AddSettings(variables, endpoint);
        }

        foreach (var word in parsed.GetValue(Env) ?? [])
        {
            if (word.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw FailedException.BadUsage($"--env takes NAME=VALUE, not '{word}'.");
            variables[name] = value;
        }

        var path = Path.GetFullPath(executable);
        if (!File.Exists(path))
            await context.Errors.WriteLineAsync($"There is no {path} yet. 'dotnet publish src/LambdaMcp.Endpoint -c Release -p:PublishAot=true' makes the executable.");
        return configuration.Kind.IsCommand ? ClientConfiguration.StdioCommand(path, variables) : configuration.Stdio(path, variables);
    }

    private static void AddSettings(Dictionary<string, string> variables, Endpoint endpoint)
    {
        if (endpoint.Aws.Region is { } region)
            variables["AWS_REGION"] = region;
        if (endpoint.Aws.Profile is { } profile)
            variables["AWS_PROFILE"] = profile;
        foreach (var (setting, parameter) in (IEnumerable<(string, string)>)[("FUNCTION_PREFIX", "FunctionPrefix"), ("FUNCTION_LIST", "FunctionList"), ("FUNCTION_TAG_KEY", "FunctionTagKey"), ("FUNCTION_TAG_VALUE", "FunctionTagValue")])
        {
            if (endpoint.Stack!.Parameters.GetValueOrDefault(parameter) is { Length: > 0 } value)
                variables[setting] = value;
        }

        if (endpoint.Stack!.Outputs.TryGetValue("RegistrationsTableName", out var table))
            variables["MCP_REGISTRATIONS_TABLE"] = table;
    }
}
