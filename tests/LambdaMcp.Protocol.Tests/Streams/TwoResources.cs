using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>The resources <c>res://a</c> and <c>res://b</c>, and no prompts.</summary>
internal sealed class TwoResources : IResourceCatalog, IPromptCatalog
{
    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<ListEntry>> ListTemplatesAsync(McpRequest request, CancellationToken cancellationToken) => new([]);

    public ValueTask<McpResult?> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken) => default;

    public ValueTask<bool> ExistsAsync(McpRequest request, string uri, CancellationToken cancellationToken) => new(uri is "res://a" or "res://b");

    public ValueTask<McpResult?> GetAsync(McpRequest request, string name, System.Text.Json.JsonElement arguments, CancellationToken cancellationToken) => default;
}
