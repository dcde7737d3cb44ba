using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;

namespace EchoEndpoint;

internal sealed class EchoCatalog : IToolCatalog
{
    private static readonly ListEntry[] Tools =
        [new("echo", """{"name":"echo","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}}"""u8.ToArray())];

    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new(Tools);

    public ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken) =>
        new(name == "echo" ? new Echo(arguments.GetProperty("text").GetString()!) : null);

    private sealed class Echo(string text) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteStartArray("content"u8);
            writer.WriteStartObject();
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("text"u8, text);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }
}
