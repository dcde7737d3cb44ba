using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.State;

public sealed class IncrementsOnLocalTables(LocalTables tables) : IncrementContract(tables);
