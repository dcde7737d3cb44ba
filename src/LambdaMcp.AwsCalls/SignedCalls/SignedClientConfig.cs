using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>
/// How to reach a service. The SDK's core reads <c>AWS_ENDPOINT_URL_…</c>, <c>AWS_ENDPOINT_URL</c>, <c>AWS_REGION</c> and the retry
/// settings; what is set here wins over them.
/// </summary>
internal sealed class SignedClientConfig : ClientConfig
{
    private static readonly IDefaultConfiguration[] Modes =
    [
        Mode(DefaultConfigurationMode.Standard),
        Mode(DefaultConfigurationMode.InRegion),
        Mode(DefaultConfigurationMode.CrossRegion),
        Mode(DefaultConfigurationMode.Mobile),
    ];

    private readonly SignedService _service;

    public SignedClientConfig(SignedService service)
        : base(new DefaultConfigurationProvider(Modes))
    {
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new RegionalEndpoints(service);
        RetryMode = RequestRetryMode.Standard;
        UserAgent = InternalSDKUtils.BuildUserAgentString(service.Id.Replace(' ', '_'), "4.0.0");
    }

    public override string RegionEndpointServiceName => _service.HostPrefix;

    public override string ServiceVersion => _service.ApiVersion;

    public override string UserAgent { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointResolver.From(this));

    // The SDK's modes, cut to what can apply in a function.
    private static DefaultConfiguration Mode(DefaultConfigurationMode mode) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromSeconds(mode == DefaultConfigurationMode.InRegion ? 1.1 : 3.1),
    };
}
