using System.Globalization;
using LambdaMcp.Cli.Output;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>The members of a map in a file: each is read as what it must be, and what it is not becomes a fault.</summary>
internal sealed class Members
{
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly Faults _faults;

    /// <param name="map">The map.</param>
    /// <param name="owner">Whose members they are, for messages: <c>a server</c>.</param>
    /// <param name="known">The names that there are.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public Members(YamlMappingNode map, string owner, IReadOnlyList<string> known, Faults faults)
    {
        (Map, _faults) = (map, faults);
        foreach (var (key, value) in map)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (known.Contains(name))
                _values[name] = value;
            else
                faults.Add(key, $"{owner} has no member '{name}'{(Likeness.Of(known, name) is { Count: > 0 } alike ? $": write {string.Join(" or ", alike)}" : $"; its members are {string.Join(", ", known)}")}");
        }
    }

    public YamlMappingNode Map { get; }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Where a member stands; the map itself where it is not there.</summary>
    public YamlNode Place(string name) => _values.GetValueOrDefault(name) ?? Map;

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? TextOf(value, name) : null;

    /// <summary>A text that must be there.</summary>
    public string Required(string name, string example)
    {
        if (!Has(name))
            _faults.Add(Map, $"{name} is missing: write {name}: {example}");
        return Text(name) ?? "";
    }

    public int? Integer(string name, int least, int most, string unit)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _faults.Add(Place(name), $"{name} is '{text}': write a whole number of {unit} from {least} to {most}");
        return null;
    }

    public bool Flag(string name)
    {
        if (Text(name) is not { } text)
            return false;
        if (text is not ("true" or "false"))
            _faults.Add(Place(name), $"{name} is '{text}': write true or false");
        return text == "true";
    }

    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        if (Text(name) is not { } text || words.Contains(text))
            return Text(name);
        _faults.Add(Place(name), $"{name} is '{text}': write {string.Join(" or ", words)}");
        return null;
    }

    public IReadOnlyList<YamlNode> List(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return [];
        if (value is YamlSequenceNode list)
            return [.. list];
        _faults.Add(value, $"{name} must be a list: write {name}: [...], or each item behind a hyphen on a line of its own");
        return [];
    }

    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item => TextOf(item, $"an item of {name}")).OfType<string>()];

    public YamlMappingNode? MapOf(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        if (value is YamlMappingNode map)
            return map;
        _faults.Add(value, $"{name} must be a map: write its members on lines of their own, each as key: value");
        return null;
    }

    /// <summary>A map of texts.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (key, value) in MapOf(name) ?? [])
        {
            var variable = (key as YamlScalarNode)?.Value ?? "";
            if (variable.Length == 0 || variable.Contains('=', StringComparison.Ordinal) || variable.Contains('\0', StringComparison.Ordinal))
                _faults.Add(key, $"'{variable}' in {name} is no name of an environment variable");
            else if (TextOf(value, $"{name}.{variable}") is { } text)
                texts[variable] = text;
        }

        return texts;
    }

    private string? TextOf(YamlNode value, string name)
    {
        if (value is YamlScalarNode { Value: { } text } scalar && !(scalar.Style == ScalarStyle.Plain && text is "" or "~" or "null"))
            return text;
        _faults.Add(value, value is YamlScalarNode ? $"{name} has no value: write one, or leave it out" : $"{name} must be a text");
        return null;
    }
}
