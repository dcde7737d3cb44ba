using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Endpoints;

namespace LambdaMcp.Cli.Aws;

/// <summary>Whose account is meant, and where; null: as the environment or the profile says.</summary>
/// <param name="Region">The region.</param>
/// <param name="Profile">The profile.</param>
internal sealed record AwsChoice(string? Region, string? Profile)
{
    /// <summary>The emulated account of a running Local, in the place of a real one.</summary>
    public ReadyFile? Local { get; init; }

    /// <exception cref="AmazonClientException">Nothing says where, or the profile is not there.</exception>
    public IAmazonDynamoDB DynamoDb()
    {
        if (Local is { } local)
            return new AmazonDynamoDBClient(local.Credentials, new AmazonDynamoDBConfig { ServiceURL = local.DynamodbUrl, AuthenticationRegion = local.Region });
        var config = new AmazonDynamoDBConfig();
        if (Profile is not null)
            config.Profile = new Profile(Profile);
        if (Region is not null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        return new AmazonDynamoDBClient(config);
    }

    /// <summary>A client for signed calls of a service.</summary>
    /// <exception cref="AmazonClientException">Nothing says where, or the profile is not there.</exception>
    public SignedClient Signed(SignedService service) => Local is { } local
        ? new(local.Credentials, service, ConfigOf(service))
        : new(service, ConfigOf(service));

    /// <summary>The credentials themselves, for what is signed without a client.</summary>
    /// <exception cref="AmazonClientException">There are none.</exception>
    public AWSCredentials Credentials() => Local?.Credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(ConfigOf(SignedService.ExecuteApi));

    /// <summary>How a service is reached, and with whose credentials.</summary>
    /// <exception cref="AmazonClientException">The profile is not there.</exception>
    public SignedClientConfig ConfigOf(SignedService service)
    {
        if (Local is { } local)
            return new(service) { ServiceURL = local.EndpointUrl, AuthenticationRegion = local.Region };
        var config = new SignedClientConfig(service);
        if (Profile is not null)
            config.Profile = new Profile(Profile);
        if (Region is not null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        return config;
    }
}
