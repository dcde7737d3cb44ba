namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>The same contract, against AWS's own DynamoDB Local: what it says there is what the service has to say.</summary>
public sealed class AwsDynamoDbLocalContractTests(AwsDynamoDbLocal target) : DynamoDbContract(target)
{
    public override ValueTask InitializeAsync()
    {
        AwsDynamoDbLocal.RequireInstalled();
        return base.InitializeAsync();
    }
}
