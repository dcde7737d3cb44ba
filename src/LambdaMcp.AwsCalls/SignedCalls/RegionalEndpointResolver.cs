using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>Takes the endpoint's parameters from the client's configuration.</summary>
internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    public static RegionalEndpointParameters From(IClientConfig config, string? otherRegion = null) => new()
    {
        Endpoint = config.ServiceURL,
        Region = otherRegion ?? config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion,
        DualStack = config.UseDualstackEndpoint,
        Fips = config.UseFIPSEndpoint,
    };

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        From(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint?.SystemName);
}
