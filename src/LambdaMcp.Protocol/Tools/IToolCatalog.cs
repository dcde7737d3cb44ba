using System.Text.Json;

namespace LambdaMcp.Protocol.Tools;

/// <summary>The tools that the endpoint serves.</summary>
public interface IToolCatalog
{
    /// <summary>The tools that the request may see, ordered by name.</summary>
    ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken);

    /// <summary>The tool of this name, or null when there is none that the request may see.</summary>
    ValueTask<ListEntry?> FindAsync(McpRequest request, string name, CancellationToken cancellationToken);

    /// <summary>Calls a tool that a look at it does not refuse. Catalogs that find it once for both do so.</summary>
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments, as below.</param>
    /// <param name="look">Looks at the tool before it is called, and throws where it must not be.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <returns>The members of a <c>CallToolResult</c>, or null when there is no such tool.</returns>
    async ValueTask<McpResult?> CallAsync(
        McpRequest request, string name, JsonElement arguments, Action<ListEntry> look, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, name, cancellationToken) is { } tool)
            look(tool);
        return await CallAsync(request, name, arguments, cancellationToken);
    }

    /// <summary>Calls a tool.</summary>
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments: a JSON object, or <see cref="JsonValueKind.Undefined"/> when the client sent none.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <returns>The members of a <c>CallToolResult</c>, or null when there is no such tool.</returns>
    ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken);
}
