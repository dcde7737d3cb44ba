using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

internal sealed class QueryOperation(TableCatalog catalog) : IOperation
{
    public string Name => "Query";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        Choices.RefuseLegacy(request, "KeyConditions", "QueryFilter", "AttributesToGet", "ConditionalOperator");
        var tableName = TableCatalog.ReadName(request);
        var capacity = new ConsumedCapacity(request);
        var names = new ExpressionNames(
            request, ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression, ExpressionKind.KeyConditionExpression);
        var pageRequest = PageRequest.Read(request, names);
        var expression = ExpressionReader.ReadCondition(request, ExpressionKind.KeyConditionExpression, names)
            ?? throw DynamoDbException.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        names.RequireAllUsed();
        var conditions = KeyCondition.Split(expression);
        var startKey = request.Object("ExclusiveStartKey") is { } key ? AttributeValueReader.ReadItem(key) : null;

        var table = catalog.Get(tableName);
        PageRequest.RefuseIndex(request);
        RefuseKeys(table.Schema, pageRequest.Filter);
        var condition = KeyCondition.Of(table.Schema, conditions);
        var start = startKey is null ? null : table.Schema.OfStart(startKey);
        if (start is not null && !condition.Includes(table.Schema, start))
            throw DynamoDbException.Validation(start.Hash.Equals(condition.HashKey)
                ? "The provided starting key does not match the range key predicate"
                : "The provided starting key is outside query boundaries based on provided conditions");

        Page page;
        lock (table.Gate)
        {
            var items = table.Query(condition.HashKey, request.Flag("ScanIndexForward") != false, start);
            page = Page.Read(table, condition.Range is { } range ? items.Where(range.Holds) : items, pageRequest);
        }

        page.Respond(response, pageRequest);
        capacity.Read(table, page.Size, pageRequest.Consistent);
        capacity.Respond(response);
    }

    private static void RefuseKeys(KeySchema schema, Condition? filter)
    {
        if (filter?.Attributes.FirstOrDefault(schema.Contains) is { } attribute)
            throw DynamoDbException.Validation(
                $"Filter Expression can only contain non-primary key attributes: Primary key attribute: {attribute}");
    }
}
