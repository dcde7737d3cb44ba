using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Protocol;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Batches;

/// <summary>
/// Calls several tools at once. Each call goes the way of a call of its own, and fails for itself; the results come in the order of the calls.
/// </summary>
internal sealed partial class InvokeMany(Func<ToolCatalog> catalog, ILogger<InvokeMany> logger) : BuiltInTool(ToolName, Entry, Input, Output)
{
    public const string ToolName = "invoke_many";

    private const int UsualParallel = 5;

    // Of all results together, which the answer holds twice: as structure and as text. Lambda streams 200 MB, API Gateway buffers 10.
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly JsonElement Input = JsonDocument.Parse("""
        {"type":"object","properties":{
        "calls":{"type":"array","minItems":1,"maxItems":20,"description":"The calls, in any order: none may depend on another.","items":{"type":"object","properties":{
        "name":{"type":"string","minLength":1,"maxLength":64,"description":"The tool's name."},
        "arguments":{"type":"object","description":"The tool's arguments."}},"required":["name"],"additionalProperties":false}},
        "maxParallel":{"type":"integer","minimum":1,"maximum":10,"default":5,"description":"How many calls may be under way at one time."}},
        "required":["calls"],"additionalProperties":false}
        """).RootElement;

    private static readonly JsonElement Output = JsonDocument.Parse("""
        {"type":"object","properties":{"results":{"type":"array","description":"A result for each call, in the order of the calls.","items":{"type":"object","properties":{
        "name":{"type":"string"},"result":{"type":"object","description":"The tool's result; isError tells that the call failed."}},"required":["name","result"]}}},"required":["results"]}
        """).RootElement;

    private static readonly ListEntry Entry = DefinitionJson.Entry(ToolName, writer =>
    {
        writer.WriteString("name"u8, ToolName);
        writer.WriteString("title"u8, "Invoke many tools"u8);
        writer.WriteString("description"u8,
            "Calls up to 20 tools at once and returns a result for each, in the order of the calls. A call that fails does not stop the others. For calls that do not depend on each other, of tools that ask for no input."u8);
        DefinitionJson.WriteJson(writer, "inputSchema"u8, Input);
        DefinitionJson.WriteJson(writer, "outputSchema"u8, Output);
    });

    public override bool WorksOnCatalog => true;

    public override async ValueTask<McpResult> RunAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var calls = arguments.GetProperty("calls"u8).EnumerateArray().Select(BatchCall.Read).ToArray();
        var parallel = arguments.TryGetProperty("maxParallel"u8, out var given) ? (int)given.GetDouble() : UsualParallel;
        var results = new ReadOnlyMemory<byte>[calls.Length];
        using var progress = new BatchProgress(request, calls.Length);
        var run = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, calls.Length, run, async (position, token) =>
        {
            results[position] = await RunAsync(calls[position], request, token);
            await progress.ReportAsync(calls[position].Name, token);
        });

        using var answer = JsonDocument.Parse(Write(calls, results));
        return new StructuredResult(answer.RootElement.Clone(), request.IsStateless);
    }

    private async Task<ReadOnlyMemory<byte>> RunAsync(BatchCall call, McpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await call.RunAsync(catalog(), request, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, call.Name);
            return BatchCall.Write(new ErrorResult("unavailable", $"The server could not call {call.Name}. Its log has the reason."));
        }
    }

    private static ReadOnlyMemory<byte> Write(BatchCall[] calls, ReadOnlyMemory<byte>[] results)
    {
        var json = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(json, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartArray("results"u8);
        var bytes = 0;
        for (var i = 0; i < calls.Length; i++)
        {
            var fits = bytes + results[i].Length <= MostBytes;
            bytes += fits ? results[i].Length : 0;
            writer.WriteStartObject();
            writer.WriteString("name"u8, calls[i].Name);
            writer.WritePropertyName("result"u8);
            writer.WriteRawValue((fits ? results[i] : TooLarge(calls[i].Name)).Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> TooLarge(string name) => BatchCall.Write(new ErrorResult(
        "response_too_large", $"{name} was called, but its result is too large to be returned together with the others. Call it by itself if you need its result."));

    [LoggerMessage(1, LogLevel.Error, "One of several calls, of {Tool}, failed")]
    private partial void LogFailed(Exception exception, string tool);
}
