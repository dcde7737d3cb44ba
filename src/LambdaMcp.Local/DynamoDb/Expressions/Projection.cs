using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>The parts of an item that a reader asked for, as a tree of paths.</summary>
internal sealed class Projection
{
    private readonly SortedDictionary<PathElement, Projection> _children = [];

    public Projection(IEnumerable<DocumentPath> paths)
    {
        foreach (var path in paths)
        {
            var node = this;
            foreach (var element in path.Elements)
            {
                if (!node._children.TryGetValue(element, out var child))
                    node._children.Add(element, child = new([]));
                node = child;
            }
        }
    }

    public MapValue Apply(MapValue item) => Select(item) as MapValue ?? MapValue.Empty;

    private AttributeValue? Select(AttributeValue value)
    {
        if (_children.Count == 0)
            return value;

        switch (value)
        {
            case MapValue map:
                var members = MapValue.Empty.Members.ToBuilder();
                foreach (var (element, child) in _children)
                {
                    if (element.Name is { } name && map.Find(name) is { } member && child.Select(member) is { } selected)
                        members.Add(name, selected);
                }

                return members.Count > 0 ? new MapValue(members.ToImmutable()) : null;
            case ListValue list:
                AttributeValue[] elements =
                [
                    .. from child in _children
                       where child.Key.Name is null && child.Key.Index < list.Elements.Length
                       let selected = child.Value.Select(list.Elements[child.Key.Index])
                       where selected is not null
                       select selected,
                ];
                return elements.Length > 0 ? new ListValue([.. elements]) : null;
            default:
                return null;
        }
    }
}
