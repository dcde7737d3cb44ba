using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Transactions;

/// <summary>The parts of a transaction: one to a hundred.</summary>
internal static class TransactItems
{
    private const int MaximumItems = 100;

    public static IReadOnlyList<JsonInput> Read(JsonInput request) => request.Objects("TransactItems") switch
    {
        null => throw DynamoDbException.Constraint("null", "transactItems", "not be null"),
        { Count: 0 } => throw DynamoDbException.Constraint("'[]'", "transactItems", "have length greater than or equal to 1"),
        { Count: > MaximumItems } =>
            throw DynamoDbException.Constraint("'[...]'", "transactItems", $"have length less than or equal to {MaximumItems}"),
        var items => items,
    };
}
