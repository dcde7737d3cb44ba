using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Sessions;

public sealed class SessionStoreOnDynamoDbLocal(DynamoDbLocal tables) : SessionItemContract(tables);
