namespace LambdaMcp.Local.ApiGateway;

/// <summary>Who decides whether a request may pass.</summary>
internal enum RouteAuthorization
{
    None,

    /// <summary>A Signature Version 4 of a known key.</summary>
    Iam,

    /// <summary>A Lambda authorizer.</summary>
    Lambda,
}
