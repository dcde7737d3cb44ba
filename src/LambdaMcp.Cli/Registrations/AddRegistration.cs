using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register add</c>.</summary>
internal static class AddRegistration
{
    private static readonly Option<string?> FilePath = new("--file", "-f") { Description = "The registration as JSON, - for standard input; what options say replaces what is in it.", HelpName = "PATH" };

    private static readonly Argument<string?> Named = new("NAME") { Description = "The name that clients call; or --name.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Name = new("--name") { Description = "The name that clients call.", HelpName = "NAME" };

    private static readonly Option<string?> Function = new("--function") { Description = "The Lambda function: its ARN, or its name in this account and region, which takes lambda:GetFunction.", HelpName = "ARN|NAME" };

    private static readonly Option<string?> Description = new("--description") { Description = "What it does and when to use it, for models.", HelpName = "TEXT" };

    private static readonly Option<string?> Title = new("--title") { Description = "A name for people.", HelpName = "TEXT" };

    private static readonly Option<string[]> Param = new("--param")
    {
        Description = "A parameter of a tool: name=type, name?=type for one that may be left out, name=type:DESCRIPTION. Types: string, integer, number, boolean, object, string[] and so on.",
        HelpName = "NAME=TYPE",
    };

    private static readonly Option<string?> Contract = new("--contract") { Description = "How the function is called: payload (the default), mcp, agentcore, envelope, proxy.", HelpName = "CONTRACT" };

    private static readonly Option<string?> Uri = new("--uri") { Description = "Of a resource its URI; of a resource-template the URI with {variables}.", HelpName = "URI" };

    private static readonly Option<string[]> Scope = new("--scope") { Description = "A scope that callers need; may be given more than once.", HelpName = "SCOPE" };

    private static readonly Option<string[]> Tag = new("--tag") { Description = "A tag, for sets; may be given more than once.", HelpName = "TAG" };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Replace one that is there, unless somebody changes it meanwhile." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Write nothing, and tell whether the function is there, may be invoked and answers." };

    private static readonly Option<string?> TryWith = new("--try") { Description = "With --dry-run: call the function with these arguments.", HelpName = "JSON" };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("add", "Registers a function. The same again changes nothing.", """
            lambda-mcp register add orders --function arn:aws:lambda:eu-west-1:123456789012:function:orders \
              --description "Finds a customer's orders." --param customerId=string --param 'limit?=integer:At most so many.'
            lambda-mcp register add --file orders.json --dry-run --try '{"customerId":"C-1"}'
            lambda-mcp register add --file orders.json --replace
            """)
        {
            Named, FilePath, RegisterCommand.Type, Name, Function, Description, Title, Param, Contract, Uri, Scope, Tag, Replace, DryRun, TryWith,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var registration = await ReadAsync(parsed, context, cancellationToken);
        var id = $"{RegistrationView.Text(registration, "type")}-{RegistrationView.Text(registration, "name")}";
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: false, cancellationToken);
        if (parsed.GetValue(Function) is { } function)
            registration["lambdaArn"] = await FunctionArn.FindAsync(function, endpoint.Aws, context, cancellationToken);
        using var api = RegistrationApi.Open(endpoint, context);
        var query = parsed.GetValue(DryRun) ? "?dryRun=true" + (parsed.GetValue(TryWith) is { } arguments ? $"&arguments={System.Uri.EscapeDataString(arguments)}" : "") : "";
        var answer = await SendAsync(api, id, registration, query, parsed.GetValue(Replace), cancellationToken);
        var body = answer.Json as JsonObject ?? [];
        if (parsed.GetValue(RegisterCommand.Json))
            context.Output.Json(body);
        if (parsed.GetValue(DryRun))
        {
            var isGood = parsed.GetValue(RegisterCommand.Json) ? body["ok"]?.GetValue<bool>() == true : RegistrationView.WriteDryRun(context, body);
            return isGood ? ExitCode.Done : ExitCode.Failed;
        }

        if (!parsed.GetValue(RegisterCommand.Json))
            context.Output.Line(Screen.Plain(RegistrationView.Text(body, "id")));
        await context.Errors.WriteLineAsync(answer.Status == HttpStatusCode.Created ? "Registered; clients see it within seconds." : "It is registered so.");
        return ExitCode.Done;
    }

    private static async Task<RegistrationAnswer> SendAsync(RegistrationApi api, string id, JsonObject registration, string query, bool replaces, CancellationToken cancellationToken)
    {
        if (replaces)
        {
            try
            {
                var path = $"/{System.Uri.EscapeDataString(id)}";
                var stored = await api.SendAsync(HttpMethod.Get, path, null, null, cancellationToken);
                return await api.SendAsync(HttpMethod.Put, path + query, registration, stored.Tag, cancellationToken);
            }
            catch (FailedException failure) when (failure.Status == HttpStatusCode.NotFound)
            {
                // There is none yet.
            }
        }

        try
        {
            return await api.SendAsync(HttpMethod.Post, query, registration, null, cancellationToken);
        }
        catch (FailedException failure) when (failure.Status == HttpStatusCode.Conflict && !replaces)
        {
            throw new FailedException($"{failure.Message} --replace takes its place, where it is {id} itself that is there.", innerException: failure);
        }
    }

    private static async Task<JsonObject> ReadAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var registration = parsed.GetValue(FilePath) is { } path ? await RegistrationFile.ReadAsync(path, context, cancellationToken) : [];
        // They follow from the rest, and a version in it would be a condition.
        registration.Remove("id");
        registration.Remove("version");
        var type = parsed.GetResult(RegisterCommand.Type) is { Implicit: false } || registration["type"] is null ? parsed.GetValue(RegisterCommand.Type)! : registration["type"]!.ToString();
        registration["type"] = type;
        if (parsed.GetValue(Named) is { } named && parsed.GetValue(Name) is { } other && named != other)
            throw FailedException.BadUsage($"It cannot have two names, {named} and {other}.");
        Set(registration, "name", parsed.GetValue(Named) ?? parsed.GetValue(Name));
        Set(registration, "title", parsed.GetValue(Title));
        Set(registration, "description", parsed.GetValue(Description));
        // Its place; a name becomes an ARN where the account is known.
        Set(registration, "lambdaArn", parsed.GetValue(Function));
        Set(registration, "contract", parsed.GetValue(Contract));
        Set(registration, type == "resource-template" ? "uriTemplate" : "uri", parsed.GetValue(Uri));
        Set(registration, "scopes", parsed.GetValue(Scope));
        Set(registration, "tags", parsed.GetValue(Tag));
        if (parsed.GetValue(Param) is { Length: > 0 } parameters)
            registration["parameters"] = ToolParameters.Schema(parameters);
        if (registration["name"] is null)
            throw FailedException.BadUsage("Nothing is named: give a name and --function, or --file.");
        return registration;
    }

    private static void Set(JsonObject registration, string member, string? value)
    {
        if (value is not null)
            registration[member] = value;
    }

    private static void Set(JsonObject registration, string member, string[]? values)
    {
        if (values is { Length: > 0 })
            registration[member] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
    }
}
