namespace LambdaMcp.Tools.Generator.Json;

/// <summary>A JSON object whose members keep their order: what schemas and definitions are put together from.</summary>
internal sealed class JsonObject
{
    private readonly List<KeyValuePair<string, object?>> _members = [];

    public bool IsEmpty => _members.Count == 0;

    public object? this[string name]
    {
        get => _members.Find(member => member.Key == name).Value;
        set
        {
            var at = _members.FindIndex(member => member.Key == name);
            if (at < 0)
                _members.Add(new(name, value));
            else
                _members[at] = new(name, value);
        }
    }

    public IEnumerable<KeyValuePair<string, object?>> Members => _members;

    public bool Has(string name) => _members.Exists(member => member.Key == name);

    /// <summary>Adds the member, unless <paramref name="value"/> is null.</summary>
    public JsonObject With(string name, object? value)
    {
        if (value is not null)
            this[name] = value;
        return this;
    }

    public JsonObject Copy()
    {
        var copy = new JsonObject();
        copy._members.AddRange(_members);
        return copy;
    }

    public override string ToString() => JsonText.Of(this);
}
