using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>The service's address in a region. The partitions are known by the regions' prefixes, so that no table has to be loaded.</summary>
internal sealed class RegionalEndpoints(SignedService service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var wanted = (RegionalEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(wanted.Endpoint))
            return new Endpoint(wanted.Endpoint);
        if (string.IsNullOrEmpty(wanted.Region))
            throw new AmazonClientException($"No region is configured for {service.Id}. Set AWS_REGION.");
        var host = wanted.Fips ? service.HostPrefix + "-fips" : service.HostPrefix;
        return new Endpoint($"https://{host}.{wanted.Region}.{Suffix(wanted.Region, wanted.DualStack)}");
    }

    private static string Suffix(string region, bool dualStack) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => dualStack ? "api.amazonwebservices.com.cn" : "amazonaws.com.cn",
        _ when region.StartsWith("eusc-", StringComparison.Ordinal) => dualStack ? "api.amazonwebservices.eu" : "amazonaws.eu",
        _ when region.StartsWith("us-iso-", StringComparison.Ordinal) => dualStack ? "api.aws.ic.gov" : "c2s.ic.gov",
        _ when region.StartsWith("us-isob-", StringComparison.Ordinal) => dualStack ? "api.aws.scloud" : "sc2s.sgov.gov",
        _ when region.StartsWith("eu-isoe-", StringComparison.Ordinal) => dualStack ? "api.cloud-aws.adc-e.uk" : "cloud.adc-e.uk",
        _ when region.StartsWith("us-isof-", StringComparison.Ordinal) => dualStack ? "api.aws.hci.ic.gov" : "csp.hci.ic.gov",
        _ => dualStack ? "api.aws" : "amazonaws.com",
    };
}
