namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>An HTTP request, as a REST API's proxy integration hands it to a function.</summary>
public partial class APIGatewayProxyRequest
{
    /// <summary>The resource's path template, such as <c>/register/{id}</c>.</summary>
    public string? Resource { get; set; }

    /// <summary>The path, without the stage; with a custom domain, with its base path.</summary>
    public string? Path { get; set; }

    /// <summary>The method.</summary>
    public string? HttpMethod { get; set; }

    /// <summary>The headers, the last value of each.</summary>
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>The headers with all their values.</summary>
    public IDictionary<string, IList<string>>? MultiValueHeaders { get; set; }

    /// <summary>The query, decoded, the last value of each parameter.</summary>
    public IDictionary<string, string>? QueryStringParameters { get; set; }

    /// <summary>The query, decoded, with all values.</summary>
    public IDictionary<string, IList<string>>? MultiValueQueryStringParameters { get; set; }

    /// <summary>What the placeholders of <see cref="Resource"/> stand for.</summary>
    public IDictionary<string, string>? PathParameters { get; set; }

    /// <summary>The stage's variables.</summary>
    public IDictionary<string, string>? StageVariables { get; set; }

    /// <summary>What API Gateway knows about the request.</summary>
    public ProxyRequestContext? RequestContext { get; set; }

    /// <summary>The body; base64 where <see cref="IsBase64Encoded"/> says so.</summary>
    public string? Body { get; set; }

    /// <summary>Whether the body is base64.</summary>
    public bool IsBase64Encoded { get; set; }
}
