using System.Globalization;
using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Templates;

/// <summary>Resolves intrinsic functions.</summary>
/// <param name="parameters">The values of the template's parameters.</param>
/// <param name="conditions">The section Conditions, unresolved.</param>
/// <param name="resources">What Ref and Fn::GetAtt give for resources and pseudo parameters.</param>
internal sealed partial class TemplateEvaluator(
    IReadOnlyDictionary<string, TemplateValue> parameters, TemplateMap conditions, IResourceReferences resources)
{
    private readonly HashSet<string> _conditionsUnderWay = [];

    /// <summary>The value with every intrinsic function resolved; null for <c>AWS::NoValue</c>.</summary>
    /// <exception cref="TemplateException">A function is unknown or misused.</exception>
    public TemplateValue? Evaluate(TemplateValue value)
    {
        switch (value)
        {
            case TemplateMap { IsIntrinsic: true } map:
                var (name, argument) = map.Entries.First();
                return Call(map.Position, name, argument);
            case TemplateMap map:
                var entries = new Dictionary<string, TemplateValue>();
                foreach (var (key, entry) in map.Entries)
                {
                    if (Evaluate(entry) is { } resolved)
                        entries[key] = resolved;
                }
                return map with { Entries = entries };
            case TemplateList list:
                return list with { Items = [.. list.Items.Select(Evaluate).OfType<TemplateValue>()] };
            default:
                return value;
        }
    }

    /// <summary>Whether the condition of this name holds.</summary>
    public bool Holds(TemplatePosition position, string condition)
    {
        if (conditions.Find(condition) is not { } definition)
            throw new TemplateException(position, $"there is no condition {condition}");
        if (!_conditionsUnderWay.Add(condition))
            throw new TemplateException(definition.Position, $"the condition {condition} refers to itself");

        var holds = Holds(definition);
        _conditionsUnderWay.Remove(condition);
        return holds;
    }

    /// <summary>Whether an expression of the section Conditions, or of the section Rules, is true.</summary>
    public bool Holds(TemplateValue value)
    {
        if (value is not TemplateMap { Entries.Count: 1 } map)
            throw new TemplateException(value.Position, "a condition is one of Condition, Fn::Equals, Fn::And, Fn::Or, Fn::Not, and in a rule Fn::Contains or Fn::EachMemberEquals");

        var (name, argument) = map.Entries.First();
        return name switch
        {
            "Condition" => Holds(argument.Position, argument.AsText(name)),
            "Fn::Equals" => Arguments(argument, name, 2) is var pair && Equal(Evaluate(pair[0]), Evaluate(pair[1])),
            "Fn::And" => argument.AsList(name).All(Holds),
            "Fn::Or" => argument.AsList(name).Any(Holds),
            "Fn::Not" => !Holds(Arguments(argument, name, 1)[0]),
            "Fn::Contains" => Arguments(argument, name, 2) is var among && Texts(among[0], name).Contains(Text(among[1], name)),
            "Fn::EachMemberEquals" => Arguments(argument, name, 2) is var members && Texts(members[0], name).All(member => member == Text(members[1], name)),
            _ => throw new TemplateException(map.Position, $"{name} is not a condition"),
        };
    }

    private TemplateValue? Call(TemplatePosition position, string name, TemplateValue argument) => name switch
    {
        "Ref" => Reference(position, argument.AsText(name)),
        "Fn::GetAtt" => GetAttribute(position, argument),
        "Fn::Sub" => Substitute(position, argument),
        "Fn::Join" => Arguments(argument, name, 2) is var pair
            ? new TemplateText(position, string.Join(pair[0].AsText(name), Texts(pair[1], name)))
            : null,
        "Fn::Split" => Arguments(argument, name, 2) is var pair
            ? new TemplateList(position, [.. Text(pair[1], name).Split(pair[0].AsText(name)).Select(part => new TemplateText(position, part))])
            : null,
        "Fn::Select" => Select(position, Arguments(argument, name, 2)),
        "Fn::If" => Arguments(argument, name, 3) is var branches
            ? Evaluate(Holds(position, branches[0].AsText(name)) ? branches[1] : branches[2])
            : null,
        "Fn::Base64" => new TemplateText(position, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text(argument, name)))),
        "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not" =>
            throw new TemplateException(position, $"{name} belongs in the section Conditions; use Fn::If with the condition's name here"),
        _ => throw new TemplateException(position, $"{name} is not emulated"),
    };

    private TemplateValue? Reference(TemplatePosition position, string name)
    {
        if (name == "AWS::NoValue")
            return null;
        if (parameters.TryGetValue(name, out var value))
            return value;
        return resources.Reference(name) is { } text
            ? new TemplateText(position, text)
            : throw new TemplateException(position, $"there is no parameter or resource {name}");
    }

    private TemplateText GetAttribute(TemplatePosition position, TemplateValue argument)
    {
        var path = argument is TemplateText { Text: var text } ? text.Split('.', 2) : [.. Texts(argument, "Fn::GetAtt")];
        if (path.Length != 2)
            throw new TemplateException(position, "Fn::GetAtt takes a resource and an attribute");

        return new TemplateText(position, Attribute(position, path[0], path[1]));
    }

    private string Attribute(TemplatePosition position, string resource, string attribute) =>
        resources.Attribute(resource, attribute) ?? throw new TemplateException(position, $"there is no resource {resource} with an attribute {attribute}");

    private TemplateText Substitute(TemplatePosition position, TemplateValue argument)
    {
        var (template, variables) = argument is TemplateList { Items: [var first, var second] }
            ? (first.AsText("Fn::Sub"), second.AsMap("the variables of Fn::Sub"))
            : (argument.AsText("Fn::Sub"), TemplateMap.Empty(position));
        var text = Placeholder().Replace(template, match =>
        {
            var name = match.Groups[1].Value;
            if (name[0] == '!')
                return $"${{{name[1..]}}}";
            if (variables.Find(name) is { } variable)
                return Text(variable, "Fn::Sub");
            return name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
                ? Attribute(position, name[..dot], name[(dot + 1)..])
                : Reference(position, name)?.AsText("Fn::Sub") ?? "";
        });
        return new TemplateText(position, text);
    }

    private TemplateValue Select(TemplatePosition position, IReadOnlyList<TemplateValue> arguments)
    {
        var list = (Evaluate(arguments[1]) ?? TemplateMap.Empty(position)).AsList("Fn::Select");
        return int.TryParse(Text(arguments[0], "Fn::Select"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count
            ? list[index]
            : throw new TemplateException(position, $"Fn::Select has no item {Text(arguments[0], "Fn::Select")} in a list of {list.Count}");
    }

    private string Text(TemplateValue value, string function) => Evaluate(value)?.AsText(function) ?? "";

    private IEnumerable<string> Texts(TemplateValue value, string function) =>
        Evaluate(value)?.AsList(function).Select(item => item.AsText(function)) ?? [];

    private static IReadOnlyList<TemplateValue> Arguments(TemplateValue argument, string function, int count) =>
        argument.AsList(function) is { } list && list.Count == count
            ? list
            : throw new TemplateException(argument.Position, $"{function} takes {count} arguments");

    private static bool Equal(TemplateValue? left, TemplateValue? right) => (left, right) switch
    {
        (TemplateText first, TemplateText second) => first.Text == second.Text,
        (TemplateList first, TemplateList second) =>
            first.Items.Count == second.Items.Count && first.Items.Zip(second.Items).All(pair => Equal(pair.First, pair.Second)),
        _ => left is null && right is null,
    };

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
