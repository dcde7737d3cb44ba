namespace LambdaMcp.Local.ApiGateway;

/// <summary>Ends a request with a gateway response.</summary>
/// <param name="fault">Which one.</param>
/// <param name="reason">Why, for whoever runs the machine; the caller is not told, as on AWS.</param>
/// <param name="inner">What led to it.</param>
internal sealed class GatewayFaultException(GatewayFault fault, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public GatewayFault Fault { get; } = fault;

    /// <summary>What the authorizer said of a caller whom its policy refuses.</summary>
    public AuthorizerAnswer? Authorizer { get; init; }
}
