using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Streams;

public sealed class EventLogOnDynamoDbLocal(DynamoDbLocal tables) : EventLogContract(tables);
