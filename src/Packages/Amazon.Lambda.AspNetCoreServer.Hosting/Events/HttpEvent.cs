using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>What an HTTP request needs of its event. The rest is read only when somebody asks for the typed event.</summary>
internal sealed record HttpEvent
{
    private object? _typed;

    public required HttpEventKind Kind { get; init; }

    /// <summary>The whole event; lies in a buffer that lives as long as the invocation.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    public required string Method { get; init; }

    /// <summary>The path below <see cref="PathBase"/>, as it was sent.</summary>
    public required string Path { get; init; }

    /// <summary>The stage or the custom domain's base path, with its slash; empty where there is none.</summary>
    public required string PathBase { get; init; }

    /// <summary>With its question mark; empty where there is none.</summary>
    public required string Query { get; init; }

    public required IHeaderDictionary Headers { get; init; }

    public required ArraySegment<byte> Body { get; init; }

    public string? SourceIp { get; init; }

    /// <summary>Where in the event the authorizer's word stands; empty where there is none.</summary>
    public Range Authorizer { get; init; }

    /// <summary>The event as AWS's type for it.</summary>
    /// <exception cref="JsonException">A member is not what AWS documents.</exception>
    public object Typed => _typed ??= Kind switch
    {
        HttpEventKind.RestApi => JsonSerializer.Deserialize(Json.Span, RestApiEventJson.Default.APIGatewayProxyRequest)!,
        _ => JsonSerializer.Deserialize(Json.Span, HttpApiEventJson.Default.APIGatewayHttpApiV2ProxyRequest)!,
    };
}
