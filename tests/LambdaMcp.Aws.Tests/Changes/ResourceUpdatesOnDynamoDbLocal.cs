using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Changes;

public sealed class ResourceUpdatesOnDynamoDbLocal(DynamoDbLocal tables) : ResourceUpdatesContract(tables);
