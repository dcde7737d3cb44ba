using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>A path into an item, with its placeholders resolved.</summary>
internal sealed record DocumentPath(IReadOnlyList<PathElement> Elements) : IComparable<DocumentPath>
{
    /// <summary>The attribute of the item that the path begins with.</summary>
    public string Attribute => Elements[0].Name!;

    public bool IsAttribute => Elements.Count == 1;

    /// <summary>The value at the path, or null where there is none.</summary>
    public AttributeValue? Resolve(MapValue item)
    {
        AttributeValue? value = item;
        foreach (var element in Elements)
        {
            value = value switch
            {
                MapValue map when element.Name is { } name => map.Find(name),
                ListValue list when element.Name is null => list.Elements.ElementAtOrDefault(element.Index),
                _ => null,
            };
        }

        return value;
    }

    /// <summary>True when one of the paths is the other's beginning.</summary>
    public bool Overlaps(DocumentPath other) => CommonLength(other) == Math.Min(Elements.Count, other.Elements.Count);

    /// <summary>True when the paths need the same value to be a map and a list.</summary>
    public bool Conflicts(DocumentPath other)
    {
        var common = CommonLength(other);
        return common < Math.Min(Elements.Count, other.Elements.Count)
            && Elements[common].Name is null != other.Elements[common].Name is null;
    }

    /// <summary>Orders paths by their elements, so that of two in one list the lower index comes first.</summary>
    public int CompareTo(DocumentPath? other)
    {
        if (other is null)
            return 1;

        var common = CommonLength(other);
        return common < Math.Min(Elements.Count, other.Elements.Count)
            ? Elements[common].CompareTo(other.Elements[common])
            : Elements.Count.CompareTo(other.Elements.Count);
    }

    public bool Equals(DocumentPath? other) => other is not null && Elements.SequenceEqual(other.Elements);

    public override int GetHashCode() => Elements.Aggregate(Elements.Count, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", Elements)}]";

    private int CommonLength(DocumentPath other)
    {
        var length = 0;
        while (length < Elements.Count && length < other.Elements.Count && Elements[length] == other.Elements[length])
            length++;
        return length;
    }
}
