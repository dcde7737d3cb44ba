using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LambdaMcp.Tools.Generator.Descriptions;

/// <summary>Makes plain text of XML documentation: references become names, paragraphs and list items lines.</summary>
internal static class PlainText
{
    private static readonly Regex Space = new("[ \\t\\r\\n]+", RegexOptions.CultureInvariant);

    /// <summary>Null when there is no text.</summary>
    public static string? Of(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(text, element);
        var lines = text.ToString().Split('\u2028').Select(line => Space.Replace(line, " ").Trim()).Where(line => line.Length > 0);
        return string.Join("\n", lines) is { Length: > 0 } plain ? plain : null;
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement child)
                AppendElement(text, child);
        }
    }

    private static void AppendElement(StringBuilder text, XElement element)
    {
        var name = element.Name.LocalName;
        if (name is "para" or "br" or "item" or "code" or "list")
            text.Append('\u2028');
        if (name == "item")
            text.Append("- ");
        var reference = (string?)element.Attribute("langword") ?? (string?)element.Attribute("name") ?? (string?)element.Attribute("cref");
        if (name is "see" or "seealso" or "paramref" or "typeparamref" && element.IsEmpty)
            text.Append(reference is null ? (string?)element.Attribute("href") : LastName(reference));
        else
            Append(text, element);
        if (name is "para" or "code" or "list")
            text.Append('\u2028');
        else if (name == "term")
            text.Append(": ");
    }

    /// <summary><c>M:Orders.Find(System.String)</c> is <c>Find</c>.</summary>
    private static string LastName(string reference)
    {
        var end = reference.IndexOfAny(['(', '{', '<', '`']);
        var path = end < 0 ? reference : reference.Substring(0, end);
        return path.Substring(path.LastIndexOfAny(['.', ':']) + 1);
    }
}
