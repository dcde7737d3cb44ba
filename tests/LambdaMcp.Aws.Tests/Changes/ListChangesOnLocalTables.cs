using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Changes;

public sealed class ListChangesOnLocalTables(LocalTables tables) : ListChangesContract(tables);
