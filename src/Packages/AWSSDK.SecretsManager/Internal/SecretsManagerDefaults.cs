using Amazon.Runtime;

namespace Amazon.SecretsManager.Internal;

/// <summary>The SDK's configuration modes, cut to what can apply in a function: standard retries, and no time limit of its own.</summary>
internal static class SecretsManagerDefaults
{
    public static readonly IDefaultConfiguration[] Configurations =
    [
        Mode(DefaultConfigurationMode.Standard),
        Mode(DefaultConfigurationMode.InRegion),
        Mode(DefaultConfigurationMode.CrossRegion),
        Mode(DefaultConfigurationMode.Mobile),
    ];

    private static DefaultConfiguration Mode(DefaultConfigurationMode mode) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromSeconds(mode == DefaultConfigurationMode.InRegion ? 1.1 : 3.1),
    };
}
