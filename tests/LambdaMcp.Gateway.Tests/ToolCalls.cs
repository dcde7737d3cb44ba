using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Calls where nothing has to be looked at before.</summary>
internal static class ToolCalls
{
    public static ValueTask<McpResult?> CallAsync(
        this IToolCatalog catalog, McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken) =>
        catalog.CallAsync(request, name, arguments, look: null, cancellationToken);
}
