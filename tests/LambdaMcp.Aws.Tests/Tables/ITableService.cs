using Amazon.DynamoDBv2;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>A table service that the stores' contract is tested against.</summary>
public interface ITableService
{
    /// <summary>A client of it; skips the test when the service is not there.</summary>
    IAmazonDynamoDB Client();
}
