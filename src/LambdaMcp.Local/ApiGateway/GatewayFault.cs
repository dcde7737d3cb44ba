namespace LambdaMcp.Local.ApiGateway;

/// <summary>Everything for which API Gateway answers by itself.</summary>
/// <param name="Type">The type that a template names the gateway response by.</param>
/// <param name="StatusCode">The status, unless the template sets another.</param>
/// <param name="Message">AWS's own message.</param>
/// <param name="ErrorType">The value of the header <c>x-amzn-ErrorType</c>.</param>
internal sealed record GatewayFault(string Type, int StatusCode, string Message, string ErrorType)
{
    /// <summary>The header Authorization or another identity source is missing, or the authorizer said "Unauthorized".</summary>
    public static readonly GatewayFault Unauthorized = new("UNAUTHORIZED", 401, "Unauthorized", "UnauthorizedException");

    public static readonly GatewayFault ImplicitlyDenied =
        new("ACCESS_DENIED", 403, "User is not authorized to access this resource", "AccessDeniedException");

    public static readonly GatewayFault ExplicitlyDenied =
        new("ACCESS_DENIED", 403, "User is not authorized to access this resource with an explicit deny", "AccessDeniedException");

    public static readonly GatewayFault AuthorizerFailed =
        new("AUTHORIZER_FAILURE", 500, "Internal server error", "AuthorizerFailureException");

    /// <summary>The authorizer's answer is not one.</summary>
    public static readonly GatewayFault AuthorizerMisconfigured =
        new("AUTHORIZER_CONFIGURATION_ERROR", 500, "Internal server error", "AuthorizerConfigurationException");

    /// <summary>No such stage. No API, so no template, has a say in it.</summary>
    public static readonly GatewayFault UnknownStage = new("DEFAULT_4XX", 403, "Forbidden", "ForbiddenException");

    /// <summary>No such route, or no signature where one is needed: AWS does not tell them apart.</summary>
    public static readonly GatewayFault MissingAuthenticationToken =
        new("MISSING_AUTHENTICATION_TOKEN", 403, "Missing Authentication Token", "MissingAuthenticationTokenException");

    /// <summary>The signature's check says more.</summary>
    public static readonly GatewayFault InvalidSignature = new("INVALID_SIGNATURE", 403, "Forbidden", "InvalidSignatureException");

    public static readonly GatewayFault ExpiredSignature = new("EXPIRED_TOKEN", 403, "Forbidden", "InvalidSignatureException");

    public static readonly GatewayFault RequestTooLarge =
        new("REQUEST_TOO_LARGE", 413, "Request Too Long", "RequestTooLargeException");

    /// <summary>The function failed, or its answer cannot be made a response.</summary>
    public static readonly GatewayFault BadIntegrationResponse =
        new("DEFAULT_5XX", 502, "Internal server error", "InternalServerErrorException");

    /// <summary>Lambda refused the invocation.</summary>
    public static readonly GatewayFault InvocationRefused =
        new("DEFAULT_5XX", 500, "Internal server error", "InternalServerErrorException");

    public static readonly GatewayFault IntegrationTimeout =
        new("INTEGRATION_TIMEOUT", 504, "Endpoint request timed out", "InternalServerErrorException");
}
