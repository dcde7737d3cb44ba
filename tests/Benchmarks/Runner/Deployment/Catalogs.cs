using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Runner.Deployment;

/// <summary>Tables of registrations of several sizes, in which the registered tool is one of many.</summary>
internal sealed class Catalogs(ReadyFile ready)
{
    /// <param name="logicalId">What the template calls the table.</param>
    /// <param name="size">How many tools it gets.</param>
    /// <param name="tool">The tool that is registered in the deployment's own table.</param>
    /// <param name="cancellationToken">Ends the filling.</param>
    /// <returns>The table's name.</returns>
    public async Task<string> FillAsync(string logicalId, int size, string tool, CancellationToken cancellationToken)
    {
        using var client = new AmazonDynamoDBClient(
            ready.AccessKeyId, ready.SecretAccessKey, new AmazonDynamoDBConfig { ServiceURL = ready.DynamodbUrl, AuthenticationRegion = ready.Region });
        var tables = (await client.ListTablesAsync(cancellationToken)).TableNames;
        var table = tables.Single(name => name.Contains(logicalId, StringComparison.Ordinal));
        var original = await client.GetItemAsync(
            tables.Single(name => name.Contains("Registrations", StringComparison.Ordinal)), new() { ["id"] = new() { S = $"tool-{tool}" } }, cancellationToken);
        for (var number = 0; number < size; number++)
        {
            var name = number == 0 ? tool : string.Create(CultureInfo.InvariantCulture, $"tool-of-many-{number:0000}");
            var item = new Dictionary<string, AttributeValue>(original.Item) { ["id"] = new() { S = $"tool-{name}" }, ["name"] = new() { S = name } };
            await client.PutItemAsync(table, item, cancellationToken);
        }

        return table;
    }
}
