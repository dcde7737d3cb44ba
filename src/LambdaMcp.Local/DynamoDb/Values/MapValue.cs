using System.Collections.Immutable;
using System.Text;

namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>Named values; an item of a table is one too.</summary>
internal sealed record MapValue(ImmutableDictionary<string, AttributeValue> Members) : AttributeValue(AttributeType.M)
{
    public static readonly MapValue Empty = new(ImmutableDictionary.Create<string, AttributeValue>(StringComparer.Ordinal));

    // Three bytes for the container, one for each member.
    public override int Size => 3 + Members.Count + ItemSize;

    /// <summary>The size in bytes when this map is an item: the names and values alone.</summary>
    public int ItemSize => Members.Sum(static member => Encoding.UTF8.GetByteCount(member.Key) + member.Value.Size);

    public AttributeValue? Find(string name) => Members.GetValueOrDefault(name);

    public bool Equals(MapValue? other) =>
        other is not null
        && Members.Count == other.Members.Count
        && Members.All(member => member.Value.Equals(other.Find(member.Key)));

    public override int GetHashCode() =>
        Members.Aggregate(Members.Count, static (sum, member) => sum + StringComparer.Ordinal.GetHashCode(member.Key));
}
