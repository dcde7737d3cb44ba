using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Registrations;

public sealed class RegistrationStoreOnDynamoDbLocal(DynamoDbLocal tables) : RegistrationStoreContract(tables);
