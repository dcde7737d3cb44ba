using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Items;

public sealed class ItemsOnDynamoDbLocal(DynamoDbLocal tables) : ItemsContract(tables);
