using System.Text.Json;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Protocol.Tests;

/// <summary>One tool, <c>echo</c>, that answers with its arguments; and one that breaks.</summary>
internal sealed class EchoCatalog : IToolCatalog
{
    private static readonly ListEntry[] Tools =
    [
        new("broken", """{"name":"broken","inputSchema":{"type":"object"}}"""u8.ToArray()),
        new("echo", """{"name":"echo","inputSchema":{"type":"object"}}"""u8.ToArray()),
    ];

    public McpRequest? LastRequest { get; private set; }

    public string? LastToken { get; private set; }

    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new(Tools);

    public ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
    {
        LastRequest = request;
        LastToken = request.ProgressToken?.GetRawText();
        return name switch
        {
            "echo" => new(new Echo(arguments)),
            "broken" => throw new InvalidOperationException("secret detail"),
            _ => default,
        };
    }

    private sealed class Echo(JsonElement arguments) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WritePropertyName("structuredContent"u8);
            if (arguments.ValueKind == JsonValueKind.Undefined)
                writer.WriteNullValue();
            else
                arguments.WriteTo(writer);
        }
    }
}
