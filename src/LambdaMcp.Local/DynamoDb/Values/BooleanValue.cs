namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>True or false.</summary>
internal sealed record BooleanValue(bool Flag) : AttributeValue(AttributeType.BOOL)
{
    public override int Size => 1;
}
