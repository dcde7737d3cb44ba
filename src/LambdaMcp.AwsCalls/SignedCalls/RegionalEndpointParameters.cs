using Amazon.Runtime.Endpoints;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>What an endpoint is resolved from.</summary>
internal sealed class RegionalEndpointParameters : EndpointParameters
{
    /// <summary>An address that overrides all else.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The region's system name.</summary>
    public string? Region { get; init; }

    public bool DualStack { get; init; }

    public bool Fips { get; init; }
}
