using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>The extension <c>io.modelcontextprotocol/tasks</c> (SEP-2663), as it is negotiated.</summary>
public static class TasksExtension
{
    /// <summary>The extension's id, in <c>capabilities.extensions</c> of both sides.</summary>
    public const string Id = "io.modelcontextprotocol/tasks";

    private static readonly JsonElement Missing =
        JsonDocument.Parse("""{"requiredCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}""").RootElement;

    /// <summary>
    /// Whether the client takes a task for an answer: it says so in the request itself. The revisions with sessions do not know the
    /// extension, whatever a client declares there.
    /// </summary>
    public static bool IsDeclaredBy(McpRequest request) =>
        request.IsStateless && request.ClientCapabilities.ValueKind == JsonValueKind.Object &&
        request.ClientCapabilities.TryGetProperty("extensions"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Object &&
        extensions.TryGetProperty(Id, out var tasks) && tasks.ValueKind == JsonValueKind.Object;

    /// <summary>Refuses a request (-32021) whose client does not take tasks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What needs the extension, at the start of a sentence.</param>
    /// <exception cref="McpErrorException">The client did not declare the extension on the request.</exception>
    public static void Require(McpRequest request, string what)
    {
        if (!IsDeclaredBy(request))
        {
            throw new McpErrorException(
                $"{what} needs a client with the extension {Id}, declared on the request.", (int)McpErrorCode.MissingRequiredClientCapability, Missing);
        }
    }
}
