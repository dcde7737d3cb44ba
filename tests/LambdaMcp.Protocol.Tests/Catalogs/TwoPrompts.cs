using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Prompts;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>The prompt <c>greet</c>, and <c>ask</c>, which asks the client first.</summary>
internal sealed class TwoPrompts : IPromptCatalog
{
    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        new([new ListEntry("ask", """{"name":"ask"}"""u8.ToArray()), new ListEntry("greet", """{"name":"greet"}"""u8.ToArray())]);

    public ValueTask<McpResult?> GetAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken) => new(name switch
    {
        "ask" when request.InputResponses.ValueKind == JsonValueKind.Undefined => new InputRequiredResult([AskingTools.Form], null),
        "ask" or "greet" => new Members("""{"messages":[]}"""),
        _ => null,
    });
}
