using System.Text.Json;

namespace LambdaMcp.Protocol.Prompts;

/// <summary>The prompts that the endpoint serves.</summary>
public interface IPromptCatalog
{
    /// <summary>The prompts that the request may see, ordered by name.</summary>
    ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a prompt's messages.</summary>
    /// <param name="request">The <c>prompts/get</c> request.</param>
    /// <param name="name">The prompt's name.</param>
    /// <param name="arguments">The arguments: a JSON object, or <see cref="JsonValueKind.Undefined"/> when the client sent none.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <returns>The members of a <c>GetPromptResult</c>, or null when there is no such prompt.</returns>
    /// <exception cref="ModelContextProtocol.McpProtocolException">Its arguments are wrong, or it could not be made.</exception>
    ValueTask<McpResult?> GetAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken);
}
