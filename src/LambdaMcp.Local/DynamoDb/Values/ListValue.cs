using System.Collections.Immutable;

namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>An ordered list of values of any type.</summary>
internal sealed record ListValue(ImmutableArray<AttributeValue> Elements) : AttributeValue(AttributeType.L)
{
    // Three bytes for the container, one for each element.
    public override int Size => 3 + Elements.Sum(static element => element.Size + 1);

    public bool Equals(ListValue? other) => other is not null && Elements.AsSpan().SequenceEqual(other.Elements.AsSpan());

    public override int GetHashCode() => Elements.Aggregate(Elements.Length, HashCode.Combine);
}
