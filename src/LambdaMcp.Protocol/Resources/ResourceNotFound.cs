using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Resources;

/// <summary>Answers that there is no such resource: with the general code from 2026-07-28 on, with one of its own before.</summary>
public static class ResourceNotFound
{
    /// <summary>The error for a request that names <paramref name="uri"/>.</summary>
    public static McpErrorException For(McpRequest request, string uri)
    {
        ArgumentNullException.ThrowIfNull(request);
        var code = request.IsStateless ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;
        return new("There is no such resource. resources/list and resources/templates/list name those there are.", (int)code, WrittenJson.ObjectOf(writer => writer.WriteString("uri"u8, uri)));
    }
}
