using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace LambdaMcp.Cli.Tokens;

/// <summary>Whose account is meant, and where; null: as the environment or the profile says.</summary>
internal sealed record AwsChoice(string? Region, string? Profile)
{
    /// <exception cref="AmazonClientException">Nothing says where, or the profile is not there.</exception>
    public IAmazonDynamoDB DynamoDb()
    {
        var config = new AmazonDynamoDBConfig();
        if (Profile is not null)
            config.Profile = new Profile(Profile);
        if (Region is not null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        return new AmazonDynamoDBClient(config);
    }
}
