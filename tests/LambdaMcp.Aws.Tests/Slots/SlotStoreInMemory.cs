namespace LambdaMcp.Aws.Tests.Slots;

public sealed class SlotStoreInMemory() : SlotStoreContract(null);
