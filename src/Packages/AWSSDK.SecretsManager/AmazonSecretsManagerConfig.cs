using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Endpoints;
using Amazon.SecretsManager.Internal;
using Amazon.Util.Internal;

namespace Amazon.SecretsManager;

/// <summary>
/// How to reach AWS Secrets Manager. The SDK's core reads <c>AWS_ENDPOINT_URL_SECRETS_MANAGER</c>, <c>AWS_ENDPOINT_URL</c>,
/// <c>AWS_REGION</c> and the retry settings; what is set here wins over them.
/// </summary>
public class AmazonSecretsManagerConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString("Secrets_Manager", "4.0.0");

    /// <summary>A configuration from the environment.</summary>
    public AmazonSecretsManagerConfig()
        : base(new DefaultConfigurationProvider(SecretsManagerDefaults.Configurations))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "secretsmanager";
        EndpointProvider = new SecretsManagerEndpointProvider();
    }

    /// <summary>The service's id in the SDK's naming of environment variables and metrics.</summary>
    public static new string ServiceId => "Secrets Manager";

    /// <inheritdoc />
    public override string RegionEndpointServiceName => "secretsmanager";

    /// <inheritdoc />
    public override string ServiceVersion => "2017-10-17";

    /// <inheritdoc />
    public override string UserAgent => UserAgentString;

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new SecretsManagerEndpointParameters
        {
            Endpoint = ServiceURL,
            Region = RegionEndpoint?.SystemName,
            UseDualStack = UseDualstackEndpoint,
            UseFIPS = UseFIPSEndpoint,
        });
}
