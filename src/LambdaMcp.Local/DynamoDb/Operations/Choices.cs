using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations;

/// <summary>Reads parameters that take one of a few words, and refuses those that this service does not serve.</summary>
internal static class Choices
{
    /// <summary>The parameter's value, or the first choice where it is absent.</summary>
    public static string Read(JsonInput request, string parameter, params ReadOnlySpan<string> choices)
    {
        var value = request.Text(parameter) ?? choices[0];
        return choices.Contains(value)
            ? value
            : throw DynamoDbException.Constraint(
                $"'{value}'",
                char.ToLowerInvariant(parameter[0]) + parameter[1..],
                $"satisfy enum value set: [{string.Join(", ", choices)}]");
    }

    /// <summary>What ReturnValuesOnConditionCheckFailure asks for.</summary>
    public static bool ReadReturnOldOnFailure(JsonInput request) =>
        Read(request, "ReturnValuesOnConditionCheckFailure", "NONE", "ALL_OLD") == "ALL_OLD";

    /// <summary>The parameters that expressions replaced in 2014 are not served.</summary>
    public static void RefuseLegacy(JsonInput request, params ReadOnlySpan<string> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (!request.Has(parameter))
                continue;

            string[] expressions =
                ["ProjectionExpression", "UpdateExpression", "ConditionExpression", "FilterExpression", "KeyConditionExpression"];
            var present = expressions.Where(request.Has).ToArray();
            throw DynamoDbException.Validation(present.Length > 0
                ? $"Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {{{parameter}}} Expression parameters: {{{string.Join(", ", present)}}}"
                : $"{parameter} is a legacy parameter, which this local table service does not serve: use an expression instead");
        }
    }
}
