using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.State;

public sealed class StateStoreOnLocalTables(LocalTables tables) : StateItemContract(tables);
