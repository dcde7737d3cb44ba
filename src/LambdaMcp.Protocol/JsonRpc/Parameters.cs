using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Reads members of a request's <c>params</c>.</summary>
internal static class Parameters
{
    private const int LongestEcho = 128;
    private const int LongestUri = 2048;

    /// <exception cref="McpProtocolException">There is no such member, or it is no string.</exception>
    public static string Text(McpRequest request, string name) => Text(request.Method, "params", request.Params, name);

    /// <summary>A string in an object that stands at <paramref name="path"/> of the method's request.</summary>
    /// <exception cref="McpProtocolException">There is no such member, or it is no string.</exception>
    public static string Text(string method, string path, JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new McpProtocolException($"{method} needs {path}.{name}, a string.", McpErrorCode.InvalidParams);

    /// <summary>The URI of a resource, of a length that can be kept.</summary>
    /// <exception cref="McpProtocolException">There is none, or it is too long.</exception>
    public static string Uri(McpRequest request)
    {
        var uri = Text(request, "uri");
        return uri.Length <= LongestUri
            ? uri
            : throw new McpProtocolException($"params.uri of {request.Method} is longer than {LongestUri} characters.", McpErrorCode.InvalidParams);
    }

    /// <summary>An object; undefined when the member is absent or null.</summary>
    /// <exception cref="McpProtocolException">It is something else.</exception>
    public static JsonElement Object(McpRequest request, string name)
    {
        if (request.Params.ValueKind != JsonValueKind.Object || !request.Params.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return default;
        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw new McpProtocolException($"params.{name} of {request.Method} must be an object.", McpErrorCode.InvalidParams);
    }

    /// <summary>What a caller chose, short enough to be repeated in a message.</summary>
    public static string Shortened(string text) => text.Length > LongestEcho ? text[..LongestEcho] : text;
}
