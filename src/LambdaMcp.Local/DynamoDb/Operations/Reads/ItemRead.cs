using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Operations.Writes;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

/// <summary>A read of one item, alone or in a transaction.</summary>
internal sealed record ItemRead(Table Table, ItemKey Key, Projection? Projection)
{
    public static ItemRead Read(TableCatalog catalog, JsonInput request)
    {
        var tableName = TableCatalog.ReadName(request);
        var keyValues = WriteReader.ReadKey(request);
        var names = new ExpressionNames(request, ExpressionKind.ProjectionExpression);
        var projection = ExpressionReader.ReadProjection(request, names);
        names.RequireAllUsed();
        var table = catalog.Get(tableName);
        var key = table.Schema.OfRequest(keyValues);
        table.Schema.RequireRequestTypes(key);
        return new(table, key, projection);
    }

    public MapValue Project(MapValue item) => Projection?.Apply(item) ?? item;
}
