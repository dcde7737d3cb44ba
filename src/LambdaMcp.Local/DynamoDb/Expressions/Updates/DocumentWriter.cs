using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

/// <summary>Copies a document with one place of it changed.</summary>
internal static class DocumentWriter
{
    public static AttributeValue Set(AttributeValue document, DocumentPath path, AttributeValue value) =>
        Change(document, path, 0, (container, element) => container switch
        {
            MapValue map => new MapValue(map.Members.SetItem(element.Name!, value)),
            ListValue list when element.Index < list.Elements.Length => new ListValue(list.Elements.SetItem(element.Index, value)),
            ListValue list => new ListValue(list.Elements.Add(value)),
            _ => throw UpdateErrors.InvalidPath(),
        });

    public static AttributeValue Remove(AttributeValue document, DocumentPath path) =>
        Change(document, path, 0, static (container, element) => container switch
        {
            MapValue map => new MapValue(map.Members.Remove(element.Name!)),
            ListValue list when element.Index < list.Elements.Length => new ListValue(list.Elements.RemoveAt(element.Index)),
            _ => container,
        });

    private static AttributeValue Change(
        AttributeValue container, DocumentPath path, int depth, Func<AttributeValue, PathElement, AttributeValue> change)
    {
        var element = path.Elements[depth];
        if (container is not (MapValue or ListValue) || container is MapValue == element.Name is null)
            throw UpdateErrors.InvalidPath();
        if (depth == path.Elements.Count - 1)
            return change(container, element);

        return container switch
        {
            MapValue map when map.Find(element.Name!) is { } child =>
                new MapValue(map.Members.SetItem(element.Name!, Change(child, path, depth + 1, change))),
            ListValue list when element.Index < list.Elements.Length =>
                new ListValue(list.Elements.SetItem(element.Index, Change(list.Elements[element.Index], path, depth + 1, change))),
            _ => throw UpdateErrors.InvalidPath(),
        };
    }
}
