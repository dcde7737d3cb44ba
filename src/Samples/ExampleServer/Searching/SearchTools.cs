using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;

namespace ExampleServer.Searching;

/// <summary>A tool that calls an HTTP API with a key from a secret.</summary>
/// <param name="api">The API.</param>
[McpServerToolType]
internal sealed class SearchTools(SearchApi api)
{
    /// <summary>Searches the web. Use it for what happened lately, or what has to be checked.</summary>
    /// <param name="query">What to search for: a few words, as one types them into a search engine.</param>
    /// <param name="count">How many pages to give.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    [McpServerTool(ReadOnly = true, OpenWorld = true)]
    public Task<IReadOnlyList<SearchHit>> WebSearchAsync(
        [StringLength(400, MinimumLength = 1)] string query, [Range(1, 10)] int count = 5, CancellationToken cancellationToken = default) =>
        api.SearchAsync(query, count, cancellationToken);
}
