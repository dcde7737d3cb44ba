using Amazon.Runtime.Endpoints;

namespace Amazon.Lambda.Endpoints;

/// <summary>What an endpoint is resolved from.</summary>
public class LambdaEndpointParameters : EndpointParameters
{
    /// <summary>An address that overrides all else.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The region's system name.</summary>
    public string? Region { get; set; }

    /// <summary>IPv4 and IPv6.</summary>
    public bool? UseDualStack { get; set; }

    /// <summary>Only FIPS 140 validated endpoints.</summary>
    public bool? UseFIPS { get; set; }
}
