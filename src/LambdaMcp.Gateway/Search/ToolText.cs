using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Search;

/// <summary>
/// Reads what can be searched for in a tool: its name and title, its description, and the names and descriptions of its parameters. Whoever
/// writes tools cannot make it long.
/// </summary>
internal static class ToolText
{
    /// <summary>How much more a term in a name counts than one in a description.</summary>
    private const float NameWeight = 4;
    private const float TitleWeight = 3;
    private const float ParameterWeight = 1.5f;

    private const int MostTerms = 1_000;
    private const int LongestText = 4_000;
    private const int DeepestParameter = 6;

    /// <summary>The weight of each term in a tool.</summary>
    public static Dictionary<string, float> TermsOf(ListEntry tool)
    {
        using var document = JsonDocument.Parse(tool.Json);
        var definition = document.RootElement;
        var terms = new Dictionary<string, float>(StringComparer.Ordinal);
        Add(terms, tool.Name, NameWeight);
        Add(terms, definition, "title", TitleWeight);
        Add(terms, definition, "description", 1);
        if (definition.TryGetProperty("inputSchema"u8, out var schema))
            AddParameters(terms, schema, depth: 0);
        return terms;
    }

    private static void AddParameters(Dictionary<string, float> terms, JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > DeepestParameter || terms.Count >= MostTerms)
            return;
        if (schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (terms.Count >= MostTerms)
                    return;
                Add(terms, property.Name, ParameterWeight);
                if (property.Value.ValueKind != JsonValueKind.Object)
                    continue;
                Add(terms, property.Value, "title", 1);
                Add(terms, property.Value, "description", 1);
                AddParameters(terms, property.Value, depth + 1);
            }
        }

        if (schema.TryGetProperty("items"u8, out var items))
            AddParameters(terms, items, depth + 1);
    }

    private static void Add(Dictionary<string, float> terms, JsonElement owner, string member, float weight)
    {
        if (owner.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String)
            Add(terms, text.GetString()!, weight);
    }

    private static void Add(Dictionary<string, float> terms, string text, float weight) =>
        SearchTerms.Read(text.AsSpan(0, Math.Min(text.Length, LongestText)), term =>
        {
            if (terms.Count >= MostTerms && !terms.ContainsKey(term))
                return false;
            terms[term] = terms.GetValueOrDefault(term) + weight;
            return true;
        });
}
