using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Limits;

public sealed class RateStoreOnDynamoDbLocal(DynamoDbLocal tables) : RateStoreContract(tables);
