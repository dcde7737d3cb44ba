using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Streams;

public sealed class EventLogOnLocalTables(LocalTables tables) : EventLogContract(tables);
