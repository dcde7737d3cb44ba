using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Completion;

/// <summary><c>completion/complete</c> (MCP 2025-11-25, "Completion").</summary>
internal sealed class Complete(ICompletionSource source) : IMcpMethod
{
    private const int MostValues = 100;

    public string Name => RequestMethods.CompletionComplete;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var reference = Parameters.Object(request, "ref");
        var argument = Parameters.Object(request, "argument");
        var type = Parameters.Text(Name, "params.ref", reference, "type");
        var query = new CompletionQuery(
            type,
            Parameters.Text(Name, "params.ref", reference, type == "ref/resource" ? "uri" : "name"),
            Parameters.Text(Name, "params.argument", argument, "name"),
            Parameters.Text(Name, "params.argument", argument, "value"),
            Context(request));
        if (type is not ("ref/prompt" or "ref/resource"))
            throw new McpProtocolException("params.ref.type of completion/complete must be ref/prompt or ref/resource.", McpErrorCode.InvalidParams);

        var values = await source.CompleteAsync(request, query, cancellationToken)
            ?? throw new McpProtocolException($"There is nothing to complete for {Parameters.Shortened(query.Reference)}.", McpErrorCode.InvalidParams);
        return new Answer(values);
    }

    private static JsonElement Context(McpRequest request)
    {
        var context = Parameters.Object(request, "context");
        return context.ValueKind == JsonValueKind.Object && context.TryGetProperty("arguments"u8, out var arguments) && arguments.ValueKind == JsonValueKind.Object
            ? arguments
            : default;
    }

    private sealed class Answer(CompletionValues completion) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteStartObject("completion"u8);
            writer.WriteStartArray("values"u8);
            foreach (var value in completion.Values.Take(MostValues))
                writer.WriteStringValue(value);
            writer.WriteEndArray();
            if (completion.Total is { } total)
                writer.WriteNumber("total"u8, total);
            writer.WriteBoolean("hasMore"u8, completion.HasMore || completion.Values.Count > MostValues);
            writer.WriteEndObject();
        }
    }
}
