using System.Globalization;
using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Templates;

/// <summary>Gives a template's parameters their values, and holds them to the constraints that CloudFormation would.</summary>
internal static class TemplateParameters
{
    /// <param name="section">The section Parameters.</param>
    /// <param name="overrides">Values that replace defaults; names that this template does not have are passed over.</param>
    public static Dictionary<string, TemplateValue> Read(TemplateMap section, IReadOnlyDictionary<string, string> overrides)
    {
        var values = new Dictionary<string, TemplateValue>();
        foreach (var (name, entry) in section.Entries)
        {
            var definition = entry.AsMap(name);
            var text = overrides.GetValueOrDefault(name) ?? definition.Text("Default")
                ?? throw new TemplateException(definition.Position, $"the parameter {name} has no default: give it a value with --parameter {name}=VALUE");
            var type = definition.RequiredText("Type");
            var isList = type == "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal);
            string[] items = isList ? [.. text.Split(',').Select(item => item.Trim())] : [text];
            foreach (var item in items)
                Check(name, definition, type, item);

            values[name] = isList
                ? new TemplateList(definition.Position, [.. items.Select(item => new TemplateText(definition.Position, item))])
                : new TemplateText(definition.Position, text);
        }
        return values;
    }

    private static void Check(string name, TemplateMap definition, string type, string value)
    {
        var allowed = definition.List("AllowedValues").Select(item => item.AsText("AllowedValues")).ToList();
        if (allowed.Count > 0 && !allowed.Contains(value))
            throw Refused(definition, name, value, "one of " + string.Join(", ", allowed));
        if (definition.Text("AllowedPattern") is { } pattern && !Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.CultureInvariant))
            throw Refused(definition, name, value, definition.Text("ConstraintDescription") ?? $"text that matches {pattern}");
        if (value.Length < definition.Integer("MinLength") || value.Length > definition.Integer("MaxLength"))
            throw Refused(definition, name, value, $"{definition.Text("MinLength") ?? "0"} to {definition.Text("MaxLength") ?? "any number of"} characters");
        if (type is not ("Number" or "List<Number>"))
            return;

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw Refused(definition, name, value, "a number");
        if (number < definition.Integer("MinValue") || number > definition.Integer("MaxValue"))
            throw Refused(definition, name, value, $"at least {definition.Text("MinValue") ?? "any number"}, at most {definition.Text("MaxValue") ?? "any number"}");
    }

    private static TemplateException Refused(TemplateMap definition, string name, string value, string expected)
    {
        var shown = definition.Boolean("NoEcho") ? "the value" : $"'{value}'";
        return new TemplateException(definition.Position, $"the parameter {name} cannot be {shown}: it must be {expected}");
    }
}
