using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Sealing;

public sealed class NonceStoreOnLocalTables(LocalTables tables) : NonceStoreContract(tables);
