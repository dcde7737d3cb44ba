using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Sealing;

public sealed class NonceStoreOnDynamoDbLocal(DynamoDbLocal tables) : NonceStoreContract(tables);
