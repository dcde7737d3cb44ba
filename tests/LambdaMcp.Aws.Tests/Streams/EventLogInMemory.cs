namespace LambdaMcp.Aws.Tests.Streams;

public sealed class EventLogInMemory() : EventLogContract(null);
