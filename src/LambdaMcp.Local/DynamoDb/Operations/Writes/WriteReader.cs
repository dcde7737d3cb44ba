using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>Reads the writes that single operations and transactions have in common.</summary>
internal sealed class WriteReader(TableCatalog catalog)
{
    public PutWrite ReadPut(JsonInput request)
    {
        var tableName = TableCatalog.ReadName(request);
        var item = AttributeValueReader.ReadItem(Require(request, "Item"));
        var returnOld = Choices.ReadReturnOldOnFailure(request);
        var names = new ExpressionNames(request, ExpressionKind.ConditionExpression);
        var condition = ExpressionReader.ReadCondition(request, ExpressionKind.ConditionExpression, names);
        names.RequireAllUsed();
        PutWrite.RequireStorable(item);
        var table = catalog.Get(tableName);
        return new(item) { Table = table, Key = table.Schema.OfItem(item), Condition = condition, ReturnOldOnFailure = returnOld };
    }

    public UpdateWrite ReadUpdate(JsonInput request, out UpdateExpression update)
    {
        var tableName = TableCatalog.ReadName(request);
        var key = ReadKey(request);
        var returnOld = Choices.ReadReturnOldOnFailure(request);
        var names = new ExpressionNames(request, ExpressionKind.UpdateExpression, ExpressionKind.ConditionExpression);
        update = ExpressionReader.ReadUpdate(request, names) ?? UpdateExpression.None;
        var condition = ExpressionReader.ReadCondition(request, ExpressionKind.ConditionExpression, names);
        names.RequireAllUsed();
        var table = catalog.Get(tableName);
        return new(key, update) { Table = table, Key = table.Schema.OfRequest(key), Condition = condition, ReturnOldOnFailure = returnOld };
    }

    public DeleteWrite ReadDelete(JsonInput request)
    {
        var (table, key, condition, returnOld) = ReadKeyed(request);
        return new() { Table = table, Key = key, Condition = condition, ReturnOldOnFailure = returnOld };
    }

    public ConditionCheck ReadConditionCheck(JsonInput request)
    {
        RequirePresent(request, "ConditionExpression");
        var (table, key, condition, returnOld) = ReadKeyed(request);
        return new() { Table = table, Key = key, Condition = condition, ReturnOldOnFailure = returnOld };
    }

    public static MapValue ReadKey(JsonInput request) => AttributeValueReader.ReadItem(Require(request, "Key"));

    public static JsonInput Require(JsonInput request, string parameter)
    {
        RequirePresent(request, parameter);
        return request.Object(parameter)!.Value;
    }

    private static void RequirePresent(JsonInput request, string parameter)
    {
        if (!request.Has(parameter))
            throw DynamoDbException.Constraint("null", char.ToLowerInvariant(parameter[0]) + parameter[1..], "not be null");
    }

    private (Table Table, ItemKey Key, Condition? Condition, bool ReturnOld) ReadKeyed(JsonInput request)
    {
        var tableName = TableCatalog.ReadName(request);
        var key = ReadKey(request);
        var returnOld = Choices.ReadReturnOldOnFailure(request);
        var names = new ExpressionNames(request, ExpressionKind.ConditionExpression);
        var condition = ExpressionReader.ReadCondition(request, ExpressionKind.ConditionExpression, names);
        names.RequireAllUsed();
        var table = catalog.Get(tableName);
        return (table, table.Schema.OfRequest(key), condition, returnOld);
    }
}
