namespace LambdaMcp.Aws.Tests.Sessions;

public sealed class SessionStoreInMemory() : SessionStoreContract(null);
