using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Slots;

public sealed class SlotStoreOnDynamoDbLocal(DynamoDbLocal tables) : SlotStoreContract(tables);
