using LambdaMcp.Local.DynamoDb.Expressions;
using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

/// <summary>A key condition: one hash key, and perhaps a condition on the range key.</summary>
internal sealed record KeyCondition(AttributeValue HashKey, Condition? Range)
{
    /// <summary>The conditions of a key condition expression by their attributes, without regard to a table.</summary>
    /// <exception cref="DynamoDbException">There is something in it that key conditions do not have.</exception>
    public static IReadOnlyDictionary<string, Condition> Split(Condition expression)
    {
        var conditions = new Dictionary<string, Condition>(StringComparer.Ordinal);
        Collect(expression, conditions);
        return conditions.Count <= 2
            ? conditions
            : throw DynamoDbException.Validation("Conditions can be of length 1 or 2 only");
    }

    /// <exception cref="DynamoDbException">The conditions do not fit the table's key.</exception>
    public static KeyCondition Of(KeySchema schema, IReadOnlyDictionary<string, Condition> conditions)
    {
        if (!conditions.TryGetValue(schema.Hash.Name, out var hash))
            throw DynamoDbException.Validation($"Query condition missed key schema element: {schema.Hash.Name}");
        if (hash.Operator != "=")
            throw DynamoDbException.Validation("Query key condition not supported");

        var hashKey = RequireType(schema.Hash, hash);
        if (conditions.Count == 1)
            return new(hashKey, null);
        if (schema.Range is null)
            throw DynamoDbException.Validation("Query key condition not supported");
        if (!conditions.TryGetValue(schema.Range.Name, out var range))
            throw DynamoDbException.Validation($"Query condition missed key schema element: {schema.Range.Name}");

        RequireType(schema.Range, range);
        return new(hashKey, range);
    }

    /// <summary>True for the items that a page can begin after.</summary>
    public bool Includes(KeySchema schema, ItemKey start) =>
        start.Hash.Equals(HashKey)
        && (Range is null || Range.Holds(new(MapValue.Empty.Members.Add(schema.Range!.Name, start.Range!))));

    private static void Collect(Condition condition, Dictionary<string, Condition> conditions)
    {
        if (condition is AndCondition and)
        {
            Collect(and.Left, conditions);
            Collect(and.Right, conditions);
            return;
        }

        if (condition is not (ComparisonCondition { Operator: not "<>" } or BetweenCondition or BeginsWithCondition))
            throw DynamoDbException.Validation($"Invalid operator used in KeyConditionExpression: {condition.Operator}");

        var path = RequirePath(condition);
        if (!conditions.TryAdd(path.Attribute, condition))
            throw DynamoDbException.Validation("KeyConditionExpressions must only contain one condition per key");
    }

    private static DocumentPath RequirePath(Condition condition)
    {
        if (condition.Operands.Any(static operand => operand is SizeOperand))
            throw DynamoDbException.Validation("KeyConditionExpressions cannot contain nested operations");

        var paths = condition.Operands.OfType<PathOperand>().ToArray();
        if (paths.Length != 1)
            throw DynamoDbException.Validation(
                $"Invalid condition in KeyConditionExpression: {(paths.Length == 0 ? "No key attribute specified" : "Multiple attribute names used in one condition")}");
        if (!paths[0].Path.IsAttribute)
            throw DynamoDbException.Validation(
                $"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: {paths[0].Path.Attribute}");
        if (condition is not ComparisonCondition && condition.Operands[0] is not PathOperand)
            throw DynamoDbException.Validation(
                $"Invalid condition in KeyConditionExpression: {condition.Operator} operator must have the key attribute as its first operand");
        return paths[0].Path;
    }

    private static AttributeValue RequireType(KeyAttribute attribute, Condition condition)
    {
        AttributeValue[] values = [.. condition.Operands.OfType<ConstantOperand>().Select(static operand => operand.Value)];
        foreach (var value in values)
        {
            if (value.Type != attribute.Type)
                throw DynamoDbException.InvalidParameter("Condition parameter type does not match schema type");
            KeySchema.RequireNotEmpty(attribute.Name, value);
        }

        return values[0];
    }
}
