namespace LambdaMcp.Aws.Tests.Changes;

public sealed class ResourceUpdatesInMemory() : ResourceUpdatesContract(null);
