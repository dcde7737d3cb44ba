namespace LambdaMcp.Aws.Tests.Limits;

public sealed class RateStoreInMemory() : RateStoreContract(null);
