using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Local.DynamoDb;

namespace LambdaMcp.Local.Hosting;

/// <summary>Makes the templates' tables in a DynamoDB that somebody else runs.</summary>
internal static class RemoteTables
{
    /// <exception cref="StartupException">It cannot be reached, or refuses.</exception>
    public static async Task CreateMissingAsync(
        Uri url, LocalCredentials credentials, IEnumerable<TableDefinition> tables, CancellationToken cancellationToken)
    {
        var config = new AmazonDynamoDBConfig { ServiceURL = url.ToString(), AuthenticationRegion = credentials.Region, MaxErrorRetry = 1 };
        using var client = new AmazonDynamoDBClient(credentials.AccessKeyId, credentials.SecretAccessKey, config);
        try
        {
            foreach (var table in tables)
                await CreateAsync(client, table, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or Amazon.Runtime.AmazonServiceException or Amazon.Runtime.AmazonClientException)
        {
            throw new StartupException($"The DynamoDB at {url} cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task CreateAsync(AmazonDynamoDBClient client, TableDefinition table, CancellationToken cancellationToken)
    {
        KeyAttribute[] keys = table.RangeKey is { } range ? [table.HashKey, range] : [table.HashKey];
        try
        {
            await client.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = table.Name,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions = [.. keys.Select(key => new AttributeDefinition(key.Name, key.Type.ToString()))],
                    KeySchema = [.. keys.Select((key, index) => new KeySchemaElement(key.Name, index == 0 ? KeyType.HASH : KeyType.RANGE))],
                },
                cancellationToken);
        }
        catch (ResourceInUseException)
        {
            return;
        }
        if (table.TimeToLiveAttribute is not { } attribute)
            return;

        var specification = new TimeToLiveSpecification { AttributeName = attribute, Enabled = true };
        await client.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest { TableName = table.Name, TimeToLiveSpecification = specification }, cancellationToken);
    }
}
