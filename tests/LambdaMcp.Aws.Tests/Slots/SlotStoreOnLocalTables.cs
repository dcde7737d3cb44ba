using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Slots;

public sealed class SlotStoreOnLocalTables(LocalTables tables) : SlotStoreContract(tables);
