using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Limits;

public sealed class RateStoreOnLocalTables(LocalTables tables) : RateStoreContract(tables);
