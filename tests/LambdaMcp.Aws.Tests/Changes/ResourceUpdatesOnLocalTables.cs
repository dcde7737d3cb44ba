using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Changes;

public sealed class ResourceUpdatesOnLocalTables(LocalTables tables) : ResourceUpdatesContract(tables);
