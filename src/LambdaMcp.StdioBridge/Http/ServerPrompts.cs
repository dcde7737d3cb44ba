using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Prompts;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>The stdio server's prompts.</summary>
internal sealed class ServerPrompts(ServerRequests server, ServerLists lists) : IPromptCatalog
{
    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var prompts = (await lists.Prompts.ReadAsync(cancellationToken)).Entries;
        return request.Allowed.Prompts is null ? prompts : [.. prompts.Where(prompt => request.Allowed.AllowsPrompt(prompt.Name))];
    }

    public async ValueTask<McpResult?> GetAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (request.Allowed.AllowsPrompt(name))
            return await server.SendAsync(request, cancellationToken);
        server.Refuse(request);
        return null;
    }
}
