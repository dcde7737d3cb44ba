using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>The stdio server's tools.</summary>
internal sealed class ServerTools(ServerRequests server, ServerLists lists) : IToolCatalog
{
    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var tools = (await lists.Tools.ReadAsync(cancellationToken)).Entries;
        return request.Allowed.Tools is { } allowed ? [.. tools.Where(tool => allowed.Allows(tool.Name))] : tools;
    }

    public async ValueTask<McpResult?> CallAsync(
        McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
    {
        if (request.Allowed.Tools is { } allowed && !allowed.Allows(name))
        {
            server.Refuse(request);
            return null;
        }

        // Of a tool that there is not, the server says so in its own way.
        return await server.SendAsync(request, cancellationToken, look is null ? null : LookAsync);

        async ValueTask LookAsync(CancellationToken cancellation)
        {
            if ((await lists.Tools.ReadAsync(cancellation)).Find(name) is { } tool)
                look(tool);
        }
    }
}
