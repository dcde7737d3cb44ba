using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

/// <summary>An update of an item: every value comes from the item as it was before.</summary>
internal sealed class UpdateExpression(IReadOnlyList<UpdateAction> actions)
{
    public static readonly UpdateExpression None = new([]);

    /// <summary>The attributes of the item that the update touches.</summary>
    public IEnumerable<string> Attributes => actions.Select(static action => action.Path.Attribute).Distinct();

    /// <exception cref="Wire.DynamoDbException">The update does not fit the item.</exception>
    public MapValue Apply(MapValue item)
    {
        var changes = actions.Select(action => (action.Path, Value: action.Evaluate(item))).ToArray();
        AttributeValue result = item;

        // Elements past a list's end are appended in the order of their indexes; removals begin at the end, so that indexes stay true.
        foreach (var (path, value) in changes.Where(static change => change.Value is not null).OrderBy(static change => change.Path))
            result = DocumentWriter.Set(result, path, value!);
        foreach (var (path, _) in changes.Where(static change => change.Value is null).OrderByDescending(static change => change.Path))
            result = DocumentWriter.Remove(result, path);
        return (MapValue)result;
    }

    /// <summary>The touched attributes of an item that has a value where the update changes something.</summary>
    public MapValue Touched(MapValue item) => new(MapValue.Empty.Members.AddRange(
        from name in actions.Where(action => action.Path.Resolve(item) is not null).Select(static action => action.Path.Attribute).Distinct()
        select KeyValuePair.Create(name, item.Members[name])));
}
