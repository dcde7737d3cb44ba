using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Registrations;

public sealed class RegistrationStoreOnLocalTables(LocalTables tables) : RegistrationStoreContract(tables);
