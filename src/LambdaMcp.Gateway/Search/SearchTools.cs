using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Search;

/// <summary>
/// Finds tools by what they are to do, among those that the caller may see. The query goes in and the definitions come out as they do at the
/// search of Amazon Bedrock AgentCore Gateway, whose clients find this one under the name that they know, too.
/// </summary>
internal sealed class SearchTools : BuiltInTool
{
    public const string UsualName = "search_tools";

    /// <summary>The name at AgentCore Gateway; no list shows it here.</summary>
    public const string AgentCoreName = "x_amz_bedrock_agentcore_search";

    private const int UsualLimit = 10;

    // Of the definitions that one answer holds, twice over.
    private const int MostBytes = 512 * 1024;

    private static readonly JsonElement Input = JsonDocument.Parse("""
        {"type":"object","properties":{
        "query":{"type":"string","minLength":1,"maxLength":2000,"description":"What the tool is to do, in words."},
        "limit":{"type":"integer","minimum":1,"maximum":50,"default":10,"description":"The most tools to return."}},
        "required":["query"],"additionalProperties":false}
        """).RootElement;

    private static readonly JsonElement Output = JsonDocument.Parse("""
        {"type":"object","properties":{"tools":{"type":"array","items":{"type":"object"},"description":"The definitions of the tools, the best match first."}},"required":["tools"]}
        """).RootElement;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConditionalWeakTable<ToolView, Lazy<ToolIndex>> _indexes = [];
    private readonly Func<ToolCatalog> _catalog;

    public SearchTools(string name, Func<ToolCatalog> catalog)
        : base(name, Define(name), Input, Output) => _catalog = catalog;

    public override bool WorksOnCatalog => true;

    public override bool IsListed => Name == UsualName;

    public override async ValueTask<McpResult> RunAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var view = await _catalog().ViewAsync(request, cancellationToken);
        var index = _indexes.GetValue(view, static view => new(() => new(view.Tools.Where(tool => tool is not BuiltInTool { WorksOnCatalog: true })))).Value;
        var limit = arguments.TryGetProperty("limit"u8, out var given) ? (int)given.GetDouble() : UsualLimit;
        var found = index.Search(arguments.GetProperty("query"u8).GetString()!).Take(limit);
        using var answer = JsonDocument.Parse(Write(found.Select(tool => tool.Definition(request.IsStateless))));
        return new StructuredResult(answer.RootElement.Clone(), request.IsStateless);
    }

    private static ReadOnlyMemory<byte> Write(IEnumerable<ListEntry> tools)
    {
        var json = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(json, Options);
        writer.WriteStartObject();
        writer.WriteStartArray("tools"u8);
        var bytes = 0;
        foreach (var tool in tools)
        {
            bytes += tool.Json.Length;
            if (bytes > MostBytes)
                break;
            writer.WriteRawValue(tool.Json.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    private static ListEntry Define(string name) => DefinitionJson.Entry(name, writer =>
    {
        writer.WriteString("name"u8, name);
        writer.WriteString("title"u8, "Search tools"u8);
        writer.WriteString("description"u8,
            "Finds tools by what they are to do. Returns the definitions of the best matches, each with its name, description and inputSchema; call a tool that you found by its name, whether a list showed it or not."u8);
        DefinitionJson.WriteJson(writer, "inputSchema"u8, Input);
        DefinitionJson.WriteJson(writer, "outputSchema"u8, Output);
        writer.WriteStartObject("annotations"u8);
        writer.WriteBoolean("readOnlyHint"u8, true);
        writer.WriteBoolean("idempotentHint"u8, true);
        writer.WriteBoolean("openWorldHint"u8, false);
        writer.WriteEndObject();
    });
}
