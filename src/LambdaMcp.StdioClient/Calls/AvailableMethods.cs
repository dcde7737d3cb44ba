using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Tells by a server's capabilities which methods it has, before it is asked.</summary>
internal static class AvailableMethods
{
    /// <exception cref="McpProtocolException">The server's capabilities exclude the method.</exception>
    public static void Require(ServerHandshake handshake, string method)
    {
        if (!Has(handshake, method))
            throw new McpProtocolException($"The server does not have the method {Parameters.Shortened(method)}: its capabilities exclude it.", McpErrorCode.MethodNotFound);
    }

    /// <summary>Whether the server tells of changes of single resources.</summary>
    public static bool WatchesResources(ServerHandshake handshake) => Says(handshake, "resources", "subscribe");

    /// <summary>Whether the server tells of changes of a list.</summary>
    public static bool TellsOfChanges(ServerHandshake handshake, string capability) => Says(handshake, capability, "listChanged");

    private static bool Has(ServerHandshake handshake, string method) => method switch
    {
        RequestMethods.ResourcesSubscribe or RequestMethods.ResourcesUnsubscribe => WatchesResources(handshake),
        // The first revision had completion, and no capability of that name.
        RequestMethods.CompletionComplete => handshake.Has("completions") || !ProtocolVersions.IsAtLeast(handshake.ProtocolVersion, ProtocolVersions.Assumed),
        // Where each request says what it wants to hear, there is nothing to set.
        "logging/setLevel" => handshake.Has("logging"),
        _ when method.StartsWith("tools/", StringComparison.Ordinal) => handshake.Has("tools"),
        _ when method.StartsWith("prompts/", StringComparison.Ordinal) => handshake.Has("prompts"),
        _ when method.StartsWith("resources/", StringComparison.Ordinal) => handshake.Has("resources"),
        _ => true,
    };

    private static bool Says(ServerHandshake handshake, string capability, string part) =>
        handshake.Capabilities.ValueKind == JsonValueKind.Object &&
        handshake.Capabilities.TryGetProperty(capability, out var declared) && declared.ValueKind == JsonValueKind.Object &&
        declared.TryGetProperty(part, out var value) && value.ValueKind == JsonValueKind.True;
}
