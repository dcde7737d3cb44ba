using Amazon.Lambda.Endpoints;
using Amazon.Lambda.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.Lambda;

/// <summary>
/// How to reach AWS Lambda. The SDK's core reads <c>AWS_ENDPOINT_URL_LAMBDA</c>, <c>AWS_ENDPOINT_URL</c>, <c>AWS_REGION</c>,
/// <c>AWS_RETRY_MODE</c> and <c>AWS_MAX_ATTEMPTS</c>; what is set here wins over them.
/// </summary>
public class AmazonLambdaConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString("Lambda", "4.0.0");

    /// <summary>A configuration from the environment.</summary>
    public AmazonLambdaConfig()
        : base(new DefaultConfigurationProvider(LambdaDefaults.Configurations))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "lambda";
        EndpointProvider = new LambdaEndpointProvider();
    }

    /// <summary>The service's id in the SDK's naming of environment variables and metrics.</summary>
    public static new string ServiceId => "Lambda";

    /// <inheritdoc />
    public override string RegionEndpointServiceName => "lambda";

    /// <inheritdoc />
    public override string ServiceVersion => "2015-03-31";

    /// <inheritdoc />
    public override string UserAgent => UserAgentString;

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new LambdaEndpointParameters
        {
            Endpoint = ServiceURL,
            Region = RegionEndpoint?.SystemName,
            UseDualStack = UseDualstackEndpoint,
            UseFIPS = UseFIPSEndpoint,
        });
}
