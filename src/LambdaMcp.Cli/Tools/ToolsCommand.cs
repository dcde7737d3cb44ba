using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Tools;

/// <summary><c>lambda-mcp tools</c>.</summary>
internal static class ToolsCommand
{
    private static readonly Argument<string?> Name = new("NAME") { Description = "A tool, to see its arguments and an example call.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Prompts = new("--prompts") { Description = "List prompts instead." };

    private static readonly Option<bool> Resources = new("--resources") { Description = "List resources and resource templates instead." };

    private static readonly Option<bool> Json = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        var command = new ExampledCommand("tools", "Lists what an endpoint offers, or shows one tool with its arguments and an example call.", """
            lambda-mcp tools --stack lambda-mcp
            lambda-mcp tools customer-by-id
            lambda-mcp tools --resources
            lambda-mcp tools --json | jq -r '.tools[].name'
            """)
        {
            Name, Prompts, Resources,
        };
        EndpointOptions.AddTo(command);
        command.Add(Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var (name, prompts, resources) = (parsed.GetValue(Name), parsed.GetValue(Prompts), parsed.GetValue(Resources));
        if ((prompts ? 1 : 0) + (resources ? 1 : 0) + (name is null ? 0 : 1) > 1)
            throw FailedException.BadUsage("NAME, --prompts and --resources each ask for something else: give one of them.");
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: true, cancellationToken);
        await using var client = await Connection.OpenAsync(endpoint, new(), cancellationToken);
        var json = parsed.GetValue(Json);
        return await Connection.TellAsync(endpoint, async () =>
        {
            if (prompts)
                ListPrompts(context.Output, json, await client.ListPromptsAsync(cancellationToken: cancellationToken));
            else if (resources)
                ListResources(context.Output, json, await client.ListResourcesAsync(cancellationToken: cancellationToken), await client.ListResourceTemplatesAsync(cancellationToken: cancellationToken));
            else if (name is not null)
                Show(context.Output, json, ToolSearch.Find(await client.ListToolsAsync(cancellationToken: cancellationToken), name));
            else
                await ListAsync(context, json, await client.ListToolsAsync(cancellationToken: cancellationToken));
            return ExitCode.Done;
        });
    }

    private static async Task ListAsync(CliContext context, bool json, IList<McpClientTool> tools)
    {
        var screen = context.Output;
        if (json)
        {
            screen.Json(new JsonObject { ["tools"] = List(tools.Select(tool => tool.ProtocolTool)) });
            return;
        }

        screen.Table(["NAME", "ARGUMENTS", "DESCRIPTION"], [.. tools.OrderBy(tool => tool.Name, StringComparer.Ordinal).Select(tool => (string[])[tool.Name, ArgumentNames(tool.JsonSchema), OneLine(tool.Description)])]);
        if (tools.Count == 0)
            await context.Errors.WriteLineAsync("There are no tools that this token may see. lambda-mcp register add makes one of a Lambda function.");
    }

    private static void Show(Screen screen, bool json, Tool tool)
    {
        if (json)
        {
            screen.Json(Node(tool));
            return;
        }

        screen.Line(screen.Bold(Screen.Plain(tool.Name)) + (tool.Title is { } title ? $"  {Screen.Plain(title)}" : ""));
        if (tool.Description is { Length: > 0 } description)
            screen.Text(description);
        if (Hints(tool.Annotations) is { Length: > 0 } hints)
            screen.Line($"({hints})");
        var arguments = SchemaView.Arguments(tool.InputSchema);
        screen.Line("");
        if (arguments.Count == 0)
            screen.Line(TakesNothing(tool.InputSchema) ? "It takes no arguments." : "Its schema names no arguments; what it takes is for its description to say.");
        else
            screen.Table(["ARGUMENT", "TYPE", "", "DESCRIPTION"], [.. arguments.Select(argument => (string[])[argument.Name, TypeText(tool.InputSchema, argument.Schema), argument.IsRequired ? "required" : "optional", OneLine(SchemaView.Text(argument.Schema, "description"))])]);
        screen.Line("");
        screen.Line(screen.Bold("Schema"));
        screen.Line(JsonText.Of(JsonNode.Parse(tool.InputSchema.GetRawText()), indented: true));
        screen.Line("");
        screen.Line(screen.Bold("Example"));
        screen.Line(Screen.Plain(ExampleCall.Of(tool.Name, tool.InputSchema)));
    }

    private static void ListPrompts(Screen screen, bool json, IList<McpClientPrompt> prompts)
    {
        if (json)
            screen.Json(new JsonObject { ["prompts"] = List(prompts.Select(prompt => prompt.ProtocolPrompt)) });
        else
            screen.Table(["NAME", "ARGUMENTS", "DESCRIPTION"], [.. prompts.OrderBy(prompt => prompt.Name, StringComparer.Ordinal).Select(prompt => (string[])
                [prompt.Name, Names((prompt.ProtocolPrompt.Arguments ?? []).Select(argument => (argument.Name, argument.Required == true))), OneLine(prompt.Description)])]);
    }

    private static void ListResources(Screen screen, bool json, IList<McpClientResource> resources, IList<McpClientResourceTemplate> templates)
    {
        if (json)
        {
            screen.Json(new JsonObject
            {
                ["resources"] = List(resources.Select(resource => resource.ProtocolResource)),
                ["resourceTemplates"] = List(templates.Select(template => template.ProtocolResourceTemplate)),
            });
            return;
        }

        screen.Table(["URI", "NAME", "TYPE", "DESCRIPTION"],
        [
            .. resources.Select(resource => (string[])[resource.Uri, resource.Name, resource.MimeType ?? "-", OneLine(resource.Description)]),
            .. templates.Select(template => (string[])[template.UriTemplate, template.Name, template.MimeType ?? "-", OneLine(template.Description)]),
        ]);
    }

    private static bool TakesNothing(JsonElement schema) => schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False;

    private static JsonArray List<TValue>(IEnumerable<TValue> values) => new([.. values.Select(Node)]);

    private static JsonNode? Node<TValue>(TValue value) => JsonSerializer.SerializeToNode(value, McpJsonUtilities.DefaultOptions);

    private static string ArgumentNames(JsonElement schema) => Names(SchemaView.Arguments(schema).Select(argument => (argument.Name, argument.IsRequired)));

    private static string Names(IEnumerable<(string Name, bool IsRequired)> arguments) =>
        string.Join(' ', arguments.Select(argument => argument.IsRequired ? argument.Name : $"[{argument.Name}]")) is { Length: > 0 } text ? text : "-";

    private static string TypeText(JsonElement root, JsonElement schema) => SchemaView.Types(root, schema) is { Count: > 0 } types ? string.Join('|', types) : "any";

    private static string OneLine(string? text) => string.Join(' ', (text ?? "").Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) is { Length: > 0 } line ? line : "-";

    private static string Hints(ToolAnnotations? annotations) => string.Join(", ", ((string?[])
    [
        annotations?.ReadOnlyHint == true ? "only reads" : null,
        annotations?.DestructiveHint == true && annotations.ReadOnlyHint != true ? "may destroy" : null,
        annotations?.IdempotentHint == true ? "may be repeated" : null,
    ]).Where(hint => hint is not null));
}
