using System.Text.Json;

namespace LambdaMcp.Protocol.Tools;

/// <summary>The tools that the endpoint serves.</summary>
public interface IToolCatalog
{
    /// <summary>The tools that the request may see, ordered by name.</summary>
    ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken);

    /// <summary>Calls a tool.</summary>
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments: a JSON object, or <see cref="JsonValueKind.Undefined"/> when the client sent none.</param>
    /// <param name="look">Looks at the tool as the request sees it before it is called, and throws where it must not be; null: there is nothing to look for.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <returns>The members of a <c>CallToolResult</c>, or null when there is no such tool that the request may see.</returns>
    ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken);
}
