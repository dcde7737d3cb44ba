using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Changes;

public sealed class ListChangesOnDynamoDbLocal(DynamoDbLocal tables) : ListChangesContract(tables);
