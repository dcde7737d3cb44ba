using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>Follows the way of a JSON pointer through a schema of an earlier draft, and says how it leads in 2020-12.</summary>
internal static class SchemaReferences
{
    /// <summary>The tokens of a reference into the same document, <c>#</c> or <c>#/…</c>; null for any other.</summary>
    public static string[]? Split(string reference) =>
        reference.StartsWith('#') ? JsonPointer.Split(Uri.UnescapeDataString(reference[1..])) : null;

    /// <summary>Writes tokens as a reference.</summary>
    public static string Join(IEnumerable<string> tokens) =>
        "#" + Uri.EscapeDataString(tokens.Aggregate("", JsonPointer.Append)).Replace("%2F", "/", StringComparison.Ordinal).Replace("%24", "$", StringComparison.Ordinal);

    /// <summary>The way in 2020-12, from a schema on. Where it leaves what the drafts know it stays as it is.</summary>
    public static IEnumerable<string> Translate(IReadOnlyList<string> tokens)
    {
        var i = 0;
        while (i < tokens.Count)
        {
            var keyword = tokens[i++];
            var hasNext = i < tokens.Count;
            if (keyword == "items" && hasNext && tokens[i].All(char.IsAsciiDigit))
            {
                yield return "prefixItems";
                yield return tokens[i++];
            }
            else if (SchemaKeywords.OfMaps.Contains(keyword) || SchemaKeywords.OfArrays.Contains(keyword))
            {
                yield return keyword switch { "definitions" => "$defs", "dependencies" => "dependentSchemas", _ => keyword };
                if (hasNext)
                    yield return tokens[i++];
            }
            else if (SchemaKeywords.OfSchemas.Contains(keyword))
            {
                yield return keyword == "additionalItems" ? "items" : keyword;
            }
            else
            {
                yield return keyword;
                while (i < tokens.Count)
                    yield return tokens[i++];
            }
        }
    }
}
