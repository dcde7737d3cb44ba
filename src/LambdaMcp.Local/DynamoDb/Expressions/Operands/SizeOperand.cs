using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary><c>size</c>: characters, bytes or elements; nothing for a type that has no size.</summary>
internal sealed record SizeOperand(Operand Of) : Operand
{
    public override AttributeType? KnownType => AttributeType.N;

    public override IEnumerable<string> Attributes => Of.Attributes;

    public static bool Takes(AttributeType type) => type is not (AttributeType.N or AttributeType.BOOL or AttributeType.NULL);

    public override AttributeValue? Evaluate(MapValue item)
    {
        int? size = Of.Evaluate(item) switch
        {
            StringValue text => text.Text.Length,
            BinaryValue binary => binary.Bytes.Length,
            ListValue list => list.Elements.Length,
            MapValue map => map.Members.Count,
            SetValue set => set.Elements.Length,
            _ => null,
        };
        return size is { } count ? new NumberValue(DynamoNumber.From(count)) : null;
    }
}
