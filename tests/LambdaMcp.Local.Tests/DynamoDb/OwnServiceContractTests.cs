namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>The contract, against this project's service.</summary>
public sealed class OwnServiceContractTests(OwnService target) : DynamoDbContract(target), IClassFixture<OwnService>;
