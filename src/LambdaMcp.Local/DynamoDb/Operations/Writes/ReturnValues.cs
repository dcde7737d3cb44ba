using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>The parameter that asks for the item as it was or as it is.</summary>
internal static class ReturnValues
{
    public static string Read(JsonInput request) =>
        Choices.Read(request, "ReturnValues", "NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");

    /// <summary>For the operations that know only the item as it was.</summary>
    public static bool ReadOld(JsonInput request) => Read(request) switch
    {
        "NONE" => false,
        "ALL_OLD" => true,
        _ => throw DynamoDbException.Validation("ReturnValues can only be ALL_OLD or NONE"),
    };

    /// <summary>What an update answers with; null for nothing.</summary>
    public static MapValue? Select(string returnValues, ItemChange change, UpdateExpression update)
    {
        var selected = returnValues switch
        {
            "ALL_OLD" => change.Before,
            "ALL_NEW" => change.After,
            "UPDATED_OLD" => change.Before is { } before ? update.Touched(before) : null,
            "UPDATED_NEW" => update.Touched(change.After!),
            _ => null,
        };
        return selected?.Members.IsEmpty == true ? null : selected;
    }
}
