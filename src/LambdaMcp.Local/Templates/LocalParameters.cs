using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Templates;

/// <summary>
/// The values for parameters that suit one machine better than a template's defaults: what its metadata <c>LambdaMcpLocal</c> says, and before
/// that, what the command line says. In the metadata, <c>{LocalUrl}</c> stands for API Gateway's address, and the name of a parameter for its value.
/// </summary>
internal static partial class LocalParameters
{
    private const string Url = "LocalUrl";

    public static Dictionary<string, string> Of(TemplateMap template, StackIdentity identity, IReadOnlyDictionary<string, string> given)
    {
        var values = new Dictionary<string, string>(given);
        foreach (var (name, entry) in template.Map("Metadata").Map("LambdaMcpLocal").Map("Parameters").Entries)
        {
            if (!values.ContainsKey(name))
                values[name] = Placeholder().Replace(entry.AsText(name), match => ValueOf(match.Groups[1].Value, entry.Position));
        }
        return values;

        string ValueOf(string name, TemplatePosition position) => name == Url ? identity.Url
            : given.GetValueOrDefault(name) ?? template.Map("Parameters").Map(name).Text("Default")
            ?? throw new TemplateException(position, $"there is no parameter {name} with a value, and only {Url} stands for something else");
    }

    [GeneratedRegex(@"\{([A-Za-z0-9]+)\}")]
    private static partial Regex Placeholder();
}
