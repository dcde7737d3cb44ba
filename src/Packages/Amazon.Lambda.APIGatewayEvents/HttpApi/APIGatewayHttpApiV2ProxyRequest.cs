namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>An HTTP request, as an HTTP API (payload format 2.0) or a function URL hands it to a function.</summary>
public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>The payload format: 2.0.</summary>
    public string? Version { get; set; }

    /// <summary>The route, such as <c>POST /mcp</c> or <c>$default</c>.</summary>
    public string? RouteKey { get; set; }

    /// <summary>The path, with the stage unless that is <c>$default</c>.</summary>
    public string? RawPath { get; set; }

    /// <summary>The query without its question mark.</summary>
    public string? RawQueryString { get; set; }

    /// <summary>The cookies, one entry each.</summary>
    public string[]? Cookies { get; set; }

    /// <summary>The headers in lower case; several values are joined by commas.</summary>
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>The query, decoded; several values are joined by commas.</summary>
    public IDictionary<string, string>? QueryStringParameters { get; set; }

    /// <summary>What API Gateway knows about the request.</summary>
    public ProxyRequestContext? RequestContext { get; set; }

    /// <summary>The body; base64 where <see cref="IsBase64Encoded"/> says so.</summary>
    public string? Body { get; set; }

    /// <summary>What the placeholders of the route stand for.</summary>
    public IDictionary<string, string>? PathParameters { get; set; }

    /// <summary>Whether the body is base64.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>The stage's variables.</summary>
    public IDictionary<string, string>? StageVariables { get; set; }
}
