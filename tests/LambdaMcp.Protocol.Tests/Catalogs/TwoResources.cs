using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>The resources <c>test://a</c> and <c>test://b</c>, of which the second asks the client first, and a template.</summary>
internal sealed class TwoResources : IResourceCatalog
{
    public static readonly string[] Uris = ["test://a", "test://b"];

    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        new([.. Uris.Select(uri => new ListEntry(uri, Encoding.UTF8.GetBytes($$"""{"uri":"{{uri}}","name":"{{uri}}"}""")))]);

    public ValueTask<IReadOnlyList<ListEntry>> ListTemplatesAsync(McpRequest request, CancellationToken cancellationToken) =>
        new([new ListEntry("test://{x}", """{"uriTemplate":"test://{x}","name":"x"}"""u8.ToArray())]);

    public ValueTask<McpResult?> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken) => new(uri switch
    {
        "test://b" when request.InputResponses.ValueKind == JsonValueKind.Undefined => new InputRequiredResult([AskingTools.Form], null),
        "test://a" or "test://b" => new Members($$"""{"contents":[{"uri":"{{uri}}","text":"content"}]}"""),
        _ => null,
    });

    public ValueTask<bool> ExistsAsync(McpRequest request, string uri, CancellationToken cancellationToken) => new(Uris.Contains(uri));
}
