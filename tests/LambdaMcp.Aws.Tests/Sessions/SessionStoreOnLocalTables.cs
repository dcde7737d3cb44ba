using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Sessions;

public sealed class SessionStoreOnLocalTables(LocalTables tables) : SessionItemContract(tables);
