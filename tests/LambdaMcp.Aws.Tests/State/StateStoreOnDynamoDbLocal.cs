using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.State;

public sealed class StateStoreOnDynamoDbLocal(DynamoDbLocal tables) : StateItemContract(tables);
