using Amazon.DynamoDBv2;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>An operation that can be run against any service.</summary>
/// <param name="Description">What it does, for a failing test.</param>
/// <param name="Run">Runs it and shows the result.</param>
internal sealed record RandomOperation(string Description, Func<IAmazonDynamoDB, CancellationToken, Task<string>> Run);
