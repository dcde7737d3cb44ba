using Amazon.DynamoDBv2;

namespace EndToEnd.Fixture;

/// <summary>The deployment's tables, as AWS's SDK sees them.</summary>
internal static class Tables
{
    public static AmazonDynamoDBClient Client(LocalDeployment stack) => new(
        stack.Ready.AccessKeyId, stack.Ready.SecretAccessKey,
        new AmazonDynamoDBConfig { ServiceURL = stack.Ready.DynamodbUrl, AuthenticationRegion = stack.Ready.Region });

    /// <summary>The name of the sessions table.</summary>
    public static Task<string> SessionsAsync(LocalDeployment stack) => NamedAsync(stack, "Sessions");

    /// <summary>The name of the registrations table.</summary>
    public static Task<string> RegistrationsAsync(LocalDeployment stack) => NamedAsync(stack, "Registrations");

    private static async Task<string> NamedAsync(LocalDeployment stack, string part)
    {
        using var client = Client(stack);
        var tables = await client.ListTablesAsync(TestContext.Current.CancellationToken);
        return tables.TableNames.Single(name => name.Contains(part, StringComparison.Ordinal));
    }
}
