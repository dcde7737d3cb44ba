using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Batches;

internal sealed class BatchGetItemOperation(TableCatalog catalog) : IOperation
{
    private const int MaximumKeys = 100;
    private const int MaximumSize = 16 * 1024 * 1024;

    public string Name => "BatchGetItem";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var capacity = new ConsumedCapacity(request);
        var gets = Read(request);
        var size = 0L;
        var unprocessed = new List<(TableGet Get, List<MapValue> Keys)>();

        response.WriteStartObject("Responses");
        foreach (var get in gets)
        {
            var left = new List<MapValue>();
            response.WriteStartArray(get.Table.Name);
            foreach (var (key, values) in get.Keys)
            {
                MapValue? item;
                lock (get.Table.Gate)
                    item = get.Table.Find(key);

                size += item?.ItemSize ?? 0;
                if (size > MaximumSize)
                {
                    left.Add(values);
                    continue;
                }

                capacity.Read(get.Table, item?.ItemSize ?? 0, get.Consistent);
                if (item is not null)
                    response.WriteItem(get.Projection?.Apply(item) ?? item);
            }

            response.WriteEndArray();
            if (left.Count > 0)
                unprocessed.Add((get, left));
        }

        response.WriteEndObject();
        RespondUnprocessed(response, unprocessed);
        capacity.RespondList(response);
    }

    private static void RespondUnprocessed(Utf8JsonWriter response, List<(TableGet Get, List<MapValue> Keys)> unprocessed)
    {
        response.WriteStartObject("UnprocessedKeys");
        foreach (var (get, keys) in unprocessed)
        {
            response.WriteStartObject(get.Table.Name);
            response.WriteStartArray("Keys");
            foreach (var key in keys)
                response.WriteItem(key);
            response.WriteEndArray();
            get.Request.CopyTo(response, "ProjectionExpression", "ExpressionAttributeNames", "ConsistentRead");
            response.WriteEndObject();
        }

        response.WriteEndObject();
    }

    private List<TableGet> Read(JsonInput request)
    {
        (string Table, JsonInput Get)[] tables = [.. request.Object("RequestItems")?.Members() ?? []];
        if (tables.Length == 0)
            throw DynamoDbException.Constraint("'{}'", "requestItems", "have length greater than or equal to 1");
        if (tables.Sum(static table => table.Get.Objects("Keys")?.Count ?? 0) > MaximumKeys)
            throw DynamoDbException.Validation("Too many items requested for the BatchGetItem call");
        if (tables.FirstOrDefault(static table => table.Get.Objects("Keys") is null or { Count: 0 }) is { Table: not null and var name })
            throw DynamoDbException.Validation($"The list of keys in RequestItems for BatchGetItem is required: {name} has empty list");
        return [.. tables.Select(table => ReadTable(table.Table, table.Get))];
    }

    private TableGet ReadTable(string name, JsonInput request)
    {
        Choices.RefuseLegacy(request, "AttributesToGet");
        TableCatalog.RequireName(name);
        var names = new ExpressionNames(request, ExpressionKind.ProjectionExpression);
        var projection = ExpressionReader.ReadProjection(request, names);
        names.RequireAllUsed();
        var table = catalog.Get(name);
        var keys = new List<(ItemKey, MapValue)>();
        foreach (var values in request.Objects("Keys")!.Select(AttributeValueReader.ReadItem))
        {
            var key = table.Schema.OfRequest(values);
            table.Schema.RequireRequestTypes(key);
            keys.Add((key, values));
        }

        if (keys.Distinct().Count() < keys.Count)
            throw DynamoDbException.Validation("Provided list of item keys contains duplicates");
        return new(table, keys, projection, request.Flag("ConsistentRead") == true, request);
    }

    private sealed record TableGet(
        Table Table, IReadOnlyList<(ItemKey Key, MapValue Values)> Keys, Projection? Projection, bool Consistent, JsonInput Request);
}
