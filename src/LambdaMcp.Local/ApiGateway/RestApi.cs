namespace LambdaMcp.Local.ApiGateway;

/// <summary>A REST API with its one stage.</summary>
internal sealed record RestApi
{
    /// <summary>The ten characters that AWS would put before <c>.execute-api</c>.</summary>
    public required string Id { get; init; }

    public required string LogicalId { get; init; }

    public required string Region { get; init; }

    public required string AccountId { get; init; }

    /// <summary>The first segment of every path.</summary>
    public required string Stage { get; init; }

    public required IReadOnlyList<ApiRoute> Routes { get; init; }

    public IReadOnlyDictionary<string, AuthorizerDefinition> Authorizers { get; init; } = new Dictionary<string, AuthorizerDefinition>();

    /// <summary>What the template changes, by response type such as <c>UNAUTHORIZED</c>.</summary>
    public IReadOnlyDictionary<string, GatewayResponseDefinition> GatewayResponses { get; init; } =
        new Dictionary<string, GatewayResponseDefinition>();

    /// <summary>Bodies of these types, such as <c>image/png</c> or <c>*/*</c>, go to functions as base64.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>How long a streamed response may say nothing.</summary>
    public TimeSpan StreamIdle { get; init; } = GatewayLimits.StreamIdle;

    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>The ARN that policies name a method by.</summary>
    public string MethodArn(string method, string path) =>
        $"arn:aws:execute-api:{Region}:{AccountId}:{Id}/{Stage}/{method}/{path.TrimStart('/')}";
}
