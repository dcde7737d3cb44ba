using System.Globalization;

namespace LambdaMcp.Local.Templates;

/// <summary>A mapping, with the order it was written in.</summary>
internal sealed record TemplateMap(TemplatePosition Position, IReadOnlyDictionary<string, TemplateValue> Entries) : TemplateValue(Position)
{
    public override string Kind => "a map";

    /// <summary>A map without entries, for a section that is left out.</summary>
    public static TemplateMap Empty(TemplatePosition position) => new(position, new Dictionary<string, TemplateValue>());

    public TemplateValue? Find(string name) => Entries.GetValueOrDefault(name);

    /// <summary>The map of this name, or an empty one.</summary>
    public TemplateMap Map(string name) => Find(name)?.AsMap(name) ?? Empty(Position);

    /// <summary>The list of this name, or an empty one.</summary>
    public IReadOnlyList<TemplateValue> List(string name) => Find(name)?.AsList(name) ?? [];

    public string? Text(string name) => Find(name)?.AsText(name);

    public string RequiredText(string name) =>
        Text(name) ?? throw new TemplateException(Position, $"{name} is missing");

    public int? Integer(string name) => Find(name) is not { } value ? null
        : int.TryParse(value.AsText(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw new TemplateException(value.Position, $"{name} must be a whole number");

    public bool Boolean(string name) => Find(name) is { } value && (bool.TryParse(value.AsText(name), out var truth)
        ? truth
        : throw new TemplateException(value.Position, $"{name} must be true or false"));

    /// <summary>Every entry as text.</summary>
    public Dictionary<string, string> Texts() => Entries.ToDictionary(entry => entry.Key, entry => entry.Value.AsText(entry.Key));

    /// <summary>
    /// What SAM makes of these defaults from Globals and a resource's own <paramref name="properties"/>: maps are merged,
    /// lists joined, anything else is the resource's.
    /// </summary>
    public TemplateMap MergedWith(TemplateMap properties)
    {
        // An intrinsic function is a value, not a map to merge into.
        if (IsIntrinsic || properties.IsIntrinsic)
            return properties;

        var merged = new Dictionary<string, TemplateValue>(Entries);
        foreach (var (name, value) in properties.Entries)
        {
            merged[name] = (merged.GetValueOrDefault(name), value) switch
            {
                (TemplateMap ours, TemplateMap theirs) => ours.MergedWith(theirs),
                (TemplateList ours, TemplateList theirs) => theirs with { Items = [.. ours.Items, .. theirs.Items] },
                _ => value,
            };
        }
        return properties with { Entries = merged };
    }

    /// <summary>True for <c>{Ref: …}</c> and <c>{Fn::…: …}</c>.</summary>
    public bool IsIntrinsic =>
        Entries.Count == 1 && Entries.Keys.First() is var name && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal));
}
