namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>A number of up to 38 significant digits.</summary>
internal sealed record NumberValue(DynamoNumber Number) : AttributeValue(AttributeType.N)
{
    public override int Size => Number.Size;

    public override string ToString() => $"{{N:{Number}}}";
}
