using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.State;

public sealed class IncrementsOnDynamoDbLocal(DynamoDbLocal tables) : IncrementContract(tables);
