using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

/// <summary>What Query and Scan have in common: how many items, which of them, and what of each.</summary>
internal sealed record PageRequest(int? Limit, bool CountOnly, bool Consistent, Condition? Filter, Projection? Projection)
{
    public static PageRequest Read(JsonInput request, ExpressionNames names)
    {
        var limit = request.Integer("Limit");
        if (limit < 1)
            throw DynamoDbException.Constraint($"'{limit}'", "limit", "have value greater than or equal to 1");

        var select = Choices.Read(
            request, "Select", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_PROJECTED_ATTRIBUTES");
        RequireProjection(request, select);
        var filter = ExpressionReader.ReadCondition(request, ExpressionKind.FilterExpression, names);
        var projection = ExpressionReader.ReadProjection(request, names);
        return new(limit, select == "COUNT", request.Flag("ConsistentRead") == true, filter, projection);
    }

    public static void RefuseIndex(JsonInput request)
    {
        if (request.Text("IndexName") is { } index)
            throw DynamoDbException.Validation($"The table does not have the specified index: {index}");
    }

    private static void RequireProjection(JsonInput request, string select)
    {
        var projected = request.Has("ProjectionExpression");
        if (select == "ALL_PROJECTED_ATTRIBUTES")
            throw DynamoDbException.InvalidParameter("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        if (select == "SPECIFIC_ATTRIBUTES" && !projected)
            throw DynamoDbException.Validation(
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        if (projected && request.Has("Select") && select is "ALL_ATTRIBUTES" or "COUNT")
            throw DynamoDbException.Validation(
                $"Cannot specify the ProjectionExpression when choosing to get {(select == "COUNT" ? "only the Count" : select)}");
    }
}
