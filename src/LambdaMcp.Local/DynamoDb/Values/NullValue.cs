namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>The null value, which is not the same as no value.</summary>
internal sealed record NullValue() : AttributeValue(AttributeType.NULL)
{
    public override int Size => 1;
}
