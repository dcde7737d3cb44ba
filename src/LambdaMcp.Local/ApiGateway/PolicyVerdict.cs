namespace LambdaMcp.Local.ApiGateway;

/// <summary>What a policy says of a call. An explicit Deny wins over any Allow.</summary>
internal enum PolicyVerdict
{
    ImplicitlyDenied,
    Allowed,
    ExplicitlyDenied,
}
