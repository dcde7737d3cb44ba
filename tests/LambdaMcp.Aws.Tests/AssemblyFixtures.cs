using LambdaMcp.Aws.Tests.Tables;

[assembly: AssemblyFixture(typeof(DynamoDbLocal))]
[assembly: AssemblyFixture(typeof(LocalTables))]
