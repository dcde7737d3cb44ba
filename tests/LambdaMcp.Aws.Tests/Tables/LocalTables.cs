using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>The project's own table service, running at the URL in <c>LAMBDA_MCP_TEST_DYNAMODB</c>.</summary>
public sealed class LocalTables : ITableService, IDisposable
{
    private readonly AmazonDynamoDBClient? _client =
        Environment.GetEnvironmentVariable("LAMBDA_MCP_TEST_DYNAMODB") is { Length: > 0 } url
            ? new AmazonDynamoDBClient(
                new BasicAWSCredentials(
                    Environment.GetEnvironmentVariable("LAMBDA_MCP_TEST_ACCESS_KEY_ID") ?? "local",
                    Environment.GetEnvironmentVariable("LAMBDA_MCP_TEST_SECRET_ACCESS_KEY") ?? "local"),
                new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1" })
            : null;

    public IAmazonDynamoDB Client() =>
        Require.Present(_client, "LAMBDA_MCP_TEST_DYNAMODB does not name the URL of the project's table service.");

    public void Dispose() => _client?.Dispose();
}
