using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Items;

public sealed class ItemsOnLocalTables(LocalTables tables) : ItemsContract(tables);
