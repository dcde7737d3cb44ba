namespace LambdaMcp.Local.ApiGateway;

/// <summary>A method of a resource, with its Lambda proxy integration.</summary>
internal sealed record ApiRoute
{
    /// <summary>In capitals; <c>ANY</c> stands for every method.</summary>
    public required string Method { get; init; }

    /// <summary>Such as <c>/register/{id}</c> or <c>/{proxy+}</c>.</summary>
    public required string Path { get; init; }

    public required string FunctionArn { get; init; }

    /// <summary>True for <c>ResponseTransferMode: RESPONSE_STREAM</c>.</summary>
    public bool Streamed { get; init; }

    public RouteAuthorization Authorization { get; init; }

    /// <summary>The authorizer's name when <see cref="Authorization"/> asks for one.</summary>
    public string? Authorizer { get; init; }

    /// <summary>How long the integration may take (<c>TimeoutInMillis</c>), the stream of a streamed one included.</summary>
    public TimeSpan Timeout { get; init; } = GatewayLimits.IntegrationTimeout;
}
