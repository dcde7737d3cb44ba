using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Tasks;

public sealed class TaskStoreOnDynamoDbLocal(DynamoDbLocal tables) : DynamoDbTaskStoreContract(tables);
