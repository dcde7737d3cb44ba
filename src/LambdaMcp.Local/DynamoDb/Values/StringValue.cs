using System.Text;

namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>A string, ordered by its UTF-8 bytes.</summary>
internal sealed record StringValue(string Text) : AttributeValue(AttributeType.S)
{
    public override int Size => Encoding.UTF8.GetByteCount(Text);

    public override string ToString() => $"{{S:{Text}}}";
}
