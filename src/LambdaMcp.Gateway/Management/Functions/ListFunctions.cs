using System.Globalization;
using System.Text.Json;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Management.Functions;

/// <summary><c>list_functions</c>: the functions that are imported, filtered by tags and runtime.</summary>
internal sealed class ListFunctions(ManagedFunctions functions, FunctionDetailCache details, DiscoveryOptions discovery)
    : ManagementTool("list_functions", "Discover available Lambda functions based on configuration", isReadOnly: true, Input, Output)
{
    private static readonly JsonElement Input = Schema("""
        {"type":"object","properties":{
        "include_metadata":{"type":"boolean","default":false,"description":"Include function metadata: runtime, description, limits, tags, schema and last change."},
        "filter_by_tags":{"type":"object","maxProperties":50,"additionalProperties":{"type":"string"},"description":"Only functions that have all of these tags with these values."},
        "runtime_filter":{"type":"string","minLength":1,"description":"Only functions of this runtime, such as python3.12."}},
        "additionalProperties":false}
        """);

    private static readonly JsonElement Output = Schema("""
        {"type":"object","properties":{
        "functions":{"type":"array","items":{"type":"object","properties":{
        "name":{"type":"string"},"arn":{"type":"string"},"runtime":{"type":["string","null"]},"description":{"type":"string"},
        "timeout":{"type":["integer","null"],"description":"Seconds."},"memory_size":{"type":["integer","null"],"description":"MB."},
        "tags":{"type":"object","additionalProperties":{"type":"string"}},"schema_arn":{"type":["string","null"]},"last_modified":{"type":["string","null"]}},
        "required":["name","arn"]}},
        "total_count":{"type":"integer","description":"The imported functions."},"filtered_count":{"type":"integer","description":"Those that the filters leave."}},
        "required":["functions","total_count","filtered_count"]}
        """);

    protected override async ValueTask<McpResult> ManageAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var all = await functions.GetAsync(request, cancellationToken);
        var withMetadata = Flag(arguments, "include_metadata");
        var runtime = Text(arguments, "runtime_filter");
        var tags = arguments.TryGetProperty("filter_by_tags", out var given)
            ? given.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString())).ToArray()
            : [];
        var known = withMetadata || runtime is not null || tags.Length > 0
            ? await details.GetAsync(all.Select(function => function.Arn), cancellationToken)
            : new Dictionary<string, FunctionDetails>();
        var filtered = all.Where(function => Passes(known.GetValueOrDefault(function.Arn), runtime, tags)).ToList();
        return Answer(request, writer =>
        {
            writer.WriteStartArray("functions"u8);
            foreach (var function in filtered)
                Write(writer, function, withMetadata ? known.GetValueOrDefault(function.Arn) : null);
            writer.WriteEndArray();
            writer.WriteNumber("total_count"u8, all.Count);
            writer.WriteNumber("filtered_count"u8, filtered.Count);
        });
    }

    private static bool Passes(FunctionDetails? function, string? runtime, KeyValuePair<string, string?>[] tags) =>
        (runtime is null || function?.Runtime == runtime)
        && tags.All(tag => function is not null && function.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);

    private void Write(Utf8JsonWriter writer, ManagedFunction function, FunctionDetails? known)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, function.Name);
        writer.WriteString("arn"u8, function.Arn);
        if (known is not null)
        {
            writer.WriteString("runtime"u8, known.Runtime);
            writer.WriteString("description"u8, known.Description);
            WriteNumber(writer, "timeout"u8, known.TimeoutSeconds);
            WriteNumber(writer, "memory_size"u8, known.MemoryMB);
            writer.WriteStartObject("tags"u8);
            foreach (var (key, value) in known.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
                writer.WriteString(key, value);
            writer.WriteEndObject();
            writer.WriteString("schema_arn"u8, discovery.InputSchemaArnTagKey is { } tag ? known.Tags.GetValueOrDefault(tag) : null);
            writer.WriteString("last_modified"u8, known.LastModified?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }
}
