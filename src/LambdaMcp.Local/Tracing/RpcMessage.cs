using System.Text.Json;

namespace LambdaMcp.Local.Tracing;

/// <summary>What a JSON-RPC request asks for, as far as its body says.</summary>
/// <param name="Method">Such as <c>tools/call</c>; of a batch, how many messages it has.</param>
/// <param name="Target">The tool's or prompt's name, or the resource's URI.</param>
/// <param name="Revision">The protocol's revision that the body names.</param>
internal sealed record RpcMessage(string? Method, string? Target, string? Revision)
{
    private const string RevisionMember = "io.modelcontextprotocol/protocolVersion";

    /// <summary>Null for what is no JSON-RPC message.</summary>
    public static RpcMessage? Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || body.Span[0] is not ((byte)'{' or (byte)'[' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                return new($"batch of {root.GetArrayLength()}", null, null);
            var parameters = Member(root, "params");
            var method = Text(root, "method") ?? ((Member(root, "result") ?? Member(root, "error")) is null ? null : "answer");
            return method is null ? null : new(
                method,
                Text(parameters, "name") ?? Text(parameters, "uri") ?? Text(parameters, "taskId"),
                Text(Member(parameters, "_meta"), RevisionMember) ?? Text(parameters, "protocolVersion"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
