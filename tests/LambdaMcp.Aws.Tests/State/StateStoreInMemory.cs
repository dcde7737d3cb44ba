namespace LambdaMcp.Aws.Tests.State;

public sealed class StateStoreInMemory() : StateStoreContract(null);
