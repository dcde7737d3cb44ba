using System.Text.Json;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Tools;

/// <summary><c>tools/list</c> (MCP 2025-11-25, "Listing Tools"), all tools on one page.</summary>
internal sealed class ListTools(IToolCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ToolsList;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        new ToolPage(await catalog.ListAsync(request, cancellationToken));

    private sealed class ToolPage(IReadOnlyList<ListEntry> tools) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteStartArray("tools"u8);
            foreach (var tool in tools)
                writer.WriteRawValue(tool.Json.Span, skipInputValidation: true);
            writer.WriteEndArray();
        }
    }
}
