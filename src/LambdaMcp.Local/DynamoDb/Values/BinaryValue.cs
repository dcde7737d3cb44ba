namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>Bytes, ordered as unsigned numbers.</summary>
internal sealed record BinaryValue(ReadOnlyMemory<byte> Bytes) : AttributeValue(AttributeType.B)
{
    public override int Size => Bytes.Length;

    public bool Equals(BinaryValue? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => $"{{B:{Convert.ToBase64String(Bytes.Span)}}}";
}
