using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Management.Schemas;

/// <summary>
/// <c>get_function_schema</c>: the schema of a function's input, from the registry that its tag points into, or else from its registration;
/// with payloads that match it.
/// </summary>
internal sealed class GetFunctionSchema(ManagedFunctions functions, FunctionDetailCache details, ISchemaRegistry registry, DiscoveryOptions discovery)
    : ManagementTool("get_function_schema", "Retrieve function schema from EventBridge Schema Registry", isReadOnly: true, Input, Output)
{
    private const int MostVersionsTold = 20;

    private static readonly JsonElement Input = Schema("""
        {"type":"object","properties":{
        "function_name":{"type":"string","minLength":1,"maxLength":256,"description":"Target Lambda function name, or its ARN."},
        "schema_version":{"type":"string","minLength":1,"maxLength":32,"description":"Specific schema version, as the registry counts them; the newest without it."},
        "include_examples":{"type":"boolean","default":false,"description":"Include example payloads: the registry's, or ones made from the schema."}},
        "required":["function_name"],"additionalProperties":false}
        """);

    private static readonly JsonElement Output = Schema("""
        {"type":"object","properties":{
        "schema":{"type":"object","properties":{"version":{"type":"string"}},"description":"JSON Schema of the function's input; version is the registry's."},
        "examples":{"type":"array","items":{"type":"object","properties":{"description":{"type":"string"},"payload":{"type":"object"}},"required":["description","payload"]}}},
        "required":["schema"]}
        """);

    protected override async ValueTask<McpResult> ManageAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var function = await functions.FindAsync(request, Text(arguments, "function_name")!, cancellationToken);
        var version = Text(arguments, "schema_version");
        var (schema, found) = await ArnOfAsync(function, cancellationToken) is { } arn
            ? await ReadAsync(function, arn, version, cancellationToken)
            : (Registered(function, version), null);
        var examples = Flag(arguments, "include_examples") ? SchemaExamples.Of(schema) : null;
        return Answer(request, writer =>
        {
            writer.WriteStartObject("schema"u8);
            if (found is not null)
                writer.WriteString("version"u8, found);
            foreach (var member in schema.EnumerateObject().Where(static member => member.Name != "version"))
                member.WriteTo(writer);
            writer.WriteEndObject();
            if (examples is null)
                return;
            writer.WriteStartArray("examples"u8);
            foreach (var example in examples)
                example.WriteTo(writer);
            writer.WriteEndArray();
        });
    }

    private async ValueTask<string?> ArnOfAsync(ManagedFunction function, CancellationToken cancellationToken) =>
        discovery.InputSchemaArnTagKey is { } tag && await details.FindAsync(function.Arn, cancellationToken) is { } known
            ? known.Tags.GetValueOrDefault(tag)
            : null;

    private async Task<(JsonElement Schema, string? Version)> ReadAsync(
        ManagedFunction function, string arn, string? version, CancellationToken cancellationToken)
    {
        if (await registry.DescribeAsync(arn, version, cancellationToken) is not { } found)
        {
            throw new CallFailedException("schema_not_found", version is null
                ? $"The tag of {function.Name} names the schema {arn}, which does not exist."
                : $"The schema of {function.Name} has no version {version}. {await VersionsAsync(arn, cancellationToken)}");
        }

        try
        {
            return (SchemaConversion.Convert(found), found.Version);
        }
        catch (SchemaFaultException fault)
        {
            throw new CallFailedException("invalid_schema", $"The schema {arn} of {function.Name} cannot be used: {fault.Message}.", fault);
        }
    }

    private async Task<string> VersionsAsync(string arn, CancellationToken cancellationToken)
    {
        var versions = new List<string>();
        await foreach (var version in registry.ListVersionsAsync(arn, cancellationToken))
        {
            versions.Add(version);
            if (versions.Count > MostVersionsTold)
                break;
        }

        return versions.Count == 0
            ? "It has no versions."
            : $"It has these: {string.Join(", ", versions.Take(MostVersionsTold))}{(versions.Count > MostVersionsTold ? ", …" : "")}.";
    }

    // As clients are shown it.
    private static JsonElement Registered(ManagedFunction function, string? version)
    {
        if (version is not null)
            throw new CallFailedException("schema_not_found", $"No registry has the schema of {function.Name}, so it has no versions. Leave schema_version out.");
        var tool = function.Tools.FirstOrDefault(tool => tool.Target.Contract == TargetContract.Payload && tool.InputSchema is not null)
            ?? throw new CallFailedException(
                "schema_not_found",
                $"Nothing says what {function.Name} takes: no tag of it names a schema, and it is not registered with one. It takes any JSON object.");
        return JsonElement.Parse(tool.Definition(isStateless: true).Json.Span).GetProperty("inputSchema"u8);
    }
}
