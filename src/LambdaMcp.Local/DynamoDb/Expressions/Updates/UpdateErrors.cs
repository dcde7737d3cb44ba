using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

/// <summary>What an update finds wrong with the item it meets.</summary>
internal static class UpdateErrors
{
    public static DynamoDbException InvalidPath() =>
        DynamoDbException.Validation("The document path provided in the update expression is invalid for update");

    public static DynamoDbException WrongType() =>
        DynamoDbException.Validation("An operand in the update expression has an incorrect data type");

    /// <summary>The operand's value, which must exist.</summary>
    public static AttributeValue Require(this Operand operand, MapValue item) =>
        operand.Evaluate(item)
        ?? throw DynamoDbException.Validation("The provided expression refers to an attribute that does not exist in the item");

    /// <summary>The operand's value, which must exist and be of the type.</summary>
    public static T Require<T>(this Operand operand, MapValue item)
        where T : AttributeValue => operand.Require(item) as T ?? throw WrongType();
}
