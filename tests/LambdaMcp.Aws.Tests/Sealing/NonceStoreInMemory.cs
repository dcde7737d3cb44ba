namespace LambdaMcp.Aws.Tests.Sealing;

public sealed class NonceStoreInMemory() : NonceStoreContract(null);
