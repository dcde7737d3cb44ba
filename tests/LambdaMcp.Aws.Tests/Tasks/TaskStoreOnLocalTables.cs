using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Tasks;

public sealed class TaskStoreOnLocalTables(LocalTables tables) : DynamoDbTaskStoreContract(tables);
