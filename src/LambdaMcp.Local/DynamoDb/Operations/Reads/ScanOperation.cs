using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

internal sealed class ScanOperation(TableCatalog catalog) : IOperation
{
    private const int MaximumSegments = 1_000_000;

    public string Name => "Scan";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        Choices.RefuseLegacy(request, "AttributesToGet", "ScanFilter", "ConditionalOperator");
        var tableName = TableCatalog.ReadName(request);
        var capacity = new ConsumedCapacity(request);
        var (segment, segments) = ReadSegment(request);
        var names = new ExpressionNames(request, ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression);
        var pageRequest = PageRequest.Read(request, names);
        names.RequireAllUsed();
        var startKey = request.Object("ExclusiveStartKey") is { } key ? AttributeValueReader.ReadItem(key) : null;

        var table = catalog.Get(tableName);
        PageRequest.RefuseIndex(request);
        var start = startKey is null ? null : table.Schema.OfStart(startKey);
        if (start is not null && KeyHash.Segment(KeyHash.Of(start.Hash), segments) != segment)
            throw DynamoDbException.Validation("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment.");

        Page page;
        lock (table.Gate)
            page = Page.Read(table, table.Scan(start, segment, segments), pageRequest);

        page.Respond(response, pageRequest);
        capacity.Read(table, page.Size, pageRequest.Consistent);
        capacity.Respond(response);
    }

    private static (int Segment, int Segments) ReadSegment(JsonInput request)
    {
        switch (request.Integer("Segment"), request.Integer("TotalSegments"))
        {
            case (null, null):
                return (0, 1);
            case (null, _):
                throw DynamoDbException.Validation(
                    "The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
            case (_, null):
                throw DynamoDbException.Validation(
                    "The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
            case (_, < 1 and var total):
                throw DynamoDbException.Constraint($"'{total}'", "totalSegments", "have value greater than or equal to 1");
            case (_, > MaximumSegments and var total):
                throw DynamoDbException.Constraint($"'{total}'", "totalSegments", $"have value less than or equal to {MaximumSegments}");
            case ( < 0 and var segment, _):
                throw DynamoDbException.Constraint($"'{segment}'", "segment", "have value greater than or equal to 0");
            case ({ } segment, { } total):
                return segment < total
                    ? (segment, total)
                    : throw DynamoDbException.Validation(
                        $"The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: {segment} is not less than TotalSegments: {total}");
        }
    }
}
