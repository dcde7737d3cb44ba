using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>
/// Makes registrations of what an aggregated function lists: named with its prefix, called, tagged and limited as the function's own
/// registration says. One entry that breaks a rule of MCP would cost clients the whole list, so it is left out.
/// </summary>
/// <param name="target">The function's registration.</param>
internal sealed class DefinitionReader(Registration target)
{
    private readonly List<LeftOutEntry> _leftOut = [];

    // Resources may be named as their server likes: clients find them by URI.
    private const string AnyName = "resource";
    private const int LongestTold = 300;

    // What MCP allows a server (2025-11-25, "Tool Names"); clients take less.
    private const int LongestName = 128;

    /// <summary>Whether tools can run as tasks: those of functions of the contract <c>mcp</c> cannot.</summary>
    public bool ServesTasks { get; init; }

    private readonly string _prefix = target.Type == RegistrationType.Target ? target.Prefix ?? Registration.UsualPrefix(target.Name) : "";

    public BroughtEntries Read(TargetDefinitions definitions)
    {
        Registration[] kept =
        [
            .. Keep("tool", definitions.Tools, Tool),
            .. Keep("resource", definitions.Resources, Resource),
            .. Keep("resource template", definitions.Templates, Template),
            .. Keep("prompt", definitions.Prompts, Prompt),
        ];
        return new(kept, _leftOut);
    }

    private IEnumerable<Registration> Keep(string kind, IReadOnlyList<JsonElement> definitions, Func<JsonElement, Registration?> read)
    {
        foreach (var definition in definitions)
        {
            if (definition.ValueKind != JsonValueKind.Object)
            {
                LeaveOut(kind, "", "it is no object");
                continue;
            }

            var name = Text(definition, "name") ?? Text(definition, "uri") ?? "";
            if (!ServesTasks && DemandsTasks(definition))
                LeaveOut(kind, name, "it can be called as a task alone, and functions of the contract mcp have no tasks");
            else if (IsTooDeep(definition))
                LeaveOut(kind, name, $"it nests deeper than {Registration.DeepestJson} levels");
            else if (read(definition) is not { } entry)
                LeaveOut(kind, name, "it has no name or no URI");
            else if (FindFault(entry) is { } fault)
                LeaveOut(kind, name, fault);
            else
                yield return entry;
        }
    }

    // It is for the log, and the function decides how long it is.
    private void LeaveOut(string kind, string name, string fault) => _leftOut.Add(new(kind, Excerpt.Of(name, LongestTold), Excerpt.Of(fault, LongestTold)));

    private Registration? Tool(JsonElement definition) => Text(definition, "name") is not { Length: > 0 } name ? null : Common(definition, RegistrationType.Tool, name) with
    {
        InputSchema = Schema(definition, "inputSchema"),
        OutputSchema = Schema(definition, "outputSchema"),
    };

    private Registration? Resource(JsonElement definition) => Text(definition, "uri") is not { } uri ? null : Common(definition, RegistrationType.Resource, Text(definition, "name") ?? uri) with
    {
        Uri = uri,
        MimeType = Text(definition, "mimeType"),
        Size = definition.TryGetProperty("size"u8, out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) && bytes >= 0 ? bytes : null,
    };

    private Registration? Template(JsonElement definition) => Text(definition, "uriTemplate") is not { } uri ? null : Common(definition, RegistrationType.ResourceTemplate, Text(definition, "name") ?? uri) with
    {
        UriTemplate = uri,
        MimeType = Text(definition, "mimeType"),
        Completion = true,
    };

    private Registration? Prompt(JsonElement definition) => Text(definition, "name") is not { Length: > 0 } name ? null : Common(definition, RegistrationType.Prompt, name) with
    {
        Arguments = Member(definition, "arguments") is { ValueKind: JsonValueKind.Array } arguments ? KnownMembers(arguments) : null,
        Completion = target.Contract == TargetContract.Mcp,
    };

    private Registration Common(JsonElement definition, RegistrationType type, string name) => target with
    {
        Type = type,
        Name = type is RegistrationType.Tool or RegistrationType.Prompt && name.Length <= LongestName ? ToolNames.Shorten(_prefix + name) : _prefix + name,
        Aggregate = target.Name,
        NameAtTarget = name,
        Title = Text(definition, "title"),
        Description = Text(definition, "description") ?? "",
        Annotations = Member(definition, "annotations"),
        Icons = Member(definition, "icons"),
        Meta = Member(definition, "_meta") is { } meta ? Meta(meta) : null,
        Prefix = null,
        Tools = null,
    };

    private static string? FindFault(Registration entry)
    {
        var isNamed = entry.Type is RegistrationType.Tool or RegistrationType.Prompt;
        if (isNamed && !ToolNames.IsValid(entry.Name))
            return $"its name with the prefix, {entry.Name}, must be 1 to {ToolNames.MaxLength} letters, digits, underscores, dots and hyphens";
        var faults = new RegistrationFaults();
        RegistrationRules.Check(isNamed ? entry : entry with { Name = AnyName }, faults);
        if (faults.Any)
            return $"{faults.All[0].Pointer} {faults.All[0].Message}";
        return SchemaFault(entry.InputSchema, "inputSchema") ?? SchemaFault(entry.OutputSchema, "outputSchema");
    }

    private static string? SchemaFault(JsonElement? schema, string member)
    {
        if (schema is not { } given)
            return null;
        try
        {
            JsonSchemaDocument.Compile(given);
            return null;
        }
        catch (JsonSchemaException exception)
        {
            return $"/{member}{exception.Faults[0].SchemaPath} {exception.Faults[0].Message}";
        }
    }

    // MCP 2025-11-25, "Tool-Level Negotiation" of tasks.
    private static bool DemandsTasks(JsonElement definition) =>
        Member(definition, "execution") is { ValueKind: JsonValueKind.Object } execution && Text(execution, "taskSupport") == "required";

    private static bool IsTooDeep(JsonElement definition)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(definition), new JsonReaderOptions { MaxDepth = Registration.DeepestJson });
        try
        {
            while (reader.Read())
            {
            }

            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    // Most servers write draft-07 and use nothing that 2020-12 reads in another way; what does cannot be compiled, or is an annotation.
    private static JsonElement? Schema(JsonElement definition, string member)
    {
        if (Member(definition, member) is not { } schema)
            return null;
        if (schema.ValueKind != JsonValueKind.Object || Text(schema, "$schema") is not { } dialect || !dialect.Contains("json-schema.org/draft-07", StringComparison.Ordinal))
            return schema;
        return WrittenJson.ObjectOf(writer =>
        {
            foreach (var keyword in schema.EnumerateObject().Where(keyword => !keyword.NameEquals("$schema"u8)))
                keyword.WriteTo(writer);
        });
    }

    // The endpoint's own entries are not a function's to write.
    private static JsonElement Meta(JsonElement meta) => meta.ValueKind != JsonValueKind.Object ? meta : WrittenJson.ObjectOf(writer =>
    {
        foreach (var member in FunctionMembers.OfMeta(meta))
            member.WriteTo(writer);
    });

    private static JsonElement KnownMembers(JsonElement arguments)
    {
        var wrapped = WrittenJson.ObjectOf(writer =>
        {
            writer.WriteStartArray("arguments"u8);
            foreach (var argument in arguments.EnumerateArray())
            {
                if (argument.ValueKind != JsonValueKind.Object)
                {
                    argument.WriteTo(writer);
                    continue;
                }

                writer.WriteStartObject();
                foreach (var member in FunctionMembers.Of(argument).Where(member => member.Name is "name" or "title" or "description" or "required"))
                    member.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        return wrapped.GetProperty("arguments"u8);
    }

    private static JsonElement? Member(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
