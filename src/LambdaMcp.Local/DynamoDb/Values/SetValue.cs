using System.Collections.Immutable;

namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>A set of strings, numbers or binaries: distinct and in ascending order.</summary>
/// <param name="Type">Which kind of set.</param>
/// <param name="Elements">The elements, in order; never empty.</param>
internal sealed record SetValue(AttributeType Type, ImmutableArray<AttributeValue> Elements) : AttributeValue(Type)
{
    public override int Size => Elements.Sum(static element => element.Size);

    /// <summary>The set with the elements of another of the same kind added.</summary>
    public SetValue Union(SetValue other) => Create(Type, Elements.Union(other.Elements));

    /// <summary>The set without the elements of another; null when nothing is left, as sets are never empty.</summary>
    public SetValue? Except(SetValue other)
    {
        var rest = Elements.Except(other.Elements).ToImmutableArray();
        return rest.IsEmpty ? null : new(Type, rest);
    }

    public static SetValue Create(AttributeType type, IEnumerable<AttributeValue> elements) =>
        new(type, [.. elements.Order(ScalarOrder.Instance)]);

    public bool Equals(SetValue? other) =>
        other is not null && Type == other.Type && Elements.AsSpan().SequenceEqual(other.Elements.AsSpan());

    public override int GetHashCode() => Elements.Aggregate((int)Type, HashCode.Combine);
}
