using System.Text.RegularExpressions;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>A URI template (RFC 6570), as far as its variables go.</summary>
/// <param name="Variables">Their names, each once.</param>
/// <param name="Problem">Why it is not valid; null when it is.</param>
internal sealed record UriTemplate(IReadOnlyList<string> Variables, string? Problem)
{
    private static readonly Regex Scheme = new("^[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant);
    private static readonly Regex Name = new("^((?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*)(?:\\*|:[1-9][0-9]{0,3})?$", RegexOptions.CultureInvariant);

    public static UriTemplate Of(string template)
    {
        var variables = new List<string>();
        if (!Scheme.IsMatch(template))
            return new(variables, "it begins with no scheme, such as orders:");
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] is '}' or ' ' or '"' or '<' or '>' or '\\' or '^' or '`' or '|')
                return new(variables, $"'{template[at]}' must not stand in it");
            if (template[at] != '{')
                continue;
            var end = template.IndexOf('}', at);
            if (end < 0)
                return new(variables, "a '{' is not closed");
            var inside = template.Substring(at + 1, end - at - 1).TrimStart('+', '#', '.', '/', ';', '?', '&');
            foreach (var variable in inside.Split(','))
            {
                var match = Name.Match(variable);
                if (!match.Success)
                    return new(variables, $"'{variable}' is no name of a variable");
                if (!variables.Contains(match.Groups[1].Value))
                    variables.Add(match.Groups[1].Value);
            }
            at = end;
        }
        return new(variables, null);
    }
}
