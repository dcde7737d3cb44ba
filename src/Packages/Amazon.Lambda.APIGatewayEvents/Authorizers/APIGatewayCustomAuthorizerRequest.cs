namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>What a REST API asks a token or request authorizer.</summary>
public class APIGatewayCustomAuthorizerRequest
{
    /// <summary><c>TOKEN</c> or <c>REQUEST</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The token, for a token authorizer.</summary>
    public string? AuthorizationToken { get; set; }

    /// <summary>The ARN of the method that is called: <c>arn:aws:execute-api:region:account:api/stage/METHOD/path</c>.</summary>
    public string? MethodArn { get; set; }

    /// <summary>The path, without the stage.</summary>
    public string? Path { get; set; }

    /// <summary>The method.</summary>
    public string? HttpMethod { get; set; }

    /// <summary>The headers, the last value of each.</summary>
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>The query, decoded.</summary>
    public IDictionary<string, string>? QueryStringParameters { get; set; }

    /// <summary>What the placeholders of the resource stand for.</summary>
    public IDictionary<string, string>? PathParameters { get; set; }

    /// <summary>The stage's variables.</summary>
    public IDictionary<string, string>? StageVariables { get; set; }

    /// <summary>What API Gateway knows about the request.</summary>
    public APIGatewayProxyRequest.ProxyRequestContext? RequestContext { get; set; }
}
