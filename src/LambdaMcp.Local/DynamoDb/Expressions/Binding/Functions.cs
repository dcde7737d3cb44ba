using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions.Binding;

/// <summary>The functions of expressions, and where each may stand.</summary>
internal static class Functions
{
    private static readonly string[] OfConditions =
        ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];

    private static readonly string[] OfUpdates = ["if_not_exists", "list_append"];

    /// <exception cref="DynamoDbException">There is no such function, or not in this kind of expression.</exception>
    public static void Require(ExpressionBinder binder, string function)
    {
        var update = binder.Kind == ExpressionKind.UpdateExpression;
        if ((update ? OfUpdates : OfConditions).Contains(function))
            return;
        if (!(update ? OfConditions : OfUpdates).Contains(function))
            throw binder.Error($"Invalid function name; function: {function}");

        var place = binder.Kind switch
        {
            ExpressionKind.UpdateExpression => "an update expression",
            ExpressionKind.FilterExpression => "a filter expression",
            ExpressionKind.KeyConditionExpression => "a key condition expression",
            _ => "a condition expression",
        };
        throw binder.Error($"The function is not allowed in {place}; function: {function}");
    }
}
