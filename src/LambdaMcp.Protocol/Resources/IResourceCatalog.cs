namespace LambdaMcp.Protocol.Resources;

/// <summary>The resources that the endpoint serves.</summary>
public interface IResourceCatalog
{
    /// <summary>The resources that the request may see, ordered by URI.</summary>
    ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken);

    /// <summary>The resource templates that the request may see, ordered by URI template.</summary>
    ValueTask<IReadOnlyList<ListEntry>> ListTemplatesAsync(McpRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a resource.</summary>
    /// <returns>The members of a <c>ReadResourceResult</c>, or null when there is no such resource.</returns>
    /// <exception cref="ModelContextProtocol.McpProtocolException">It is there and could not be read.</exception>
    ValueTask<McpResult?> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken);

    /// <summary>Whether there is such a resource, without reading it.</summary>
    ValueTask<bool> ExistsAsync(McpRequest request, string uri, CancellationToken cancellationToken);
}
