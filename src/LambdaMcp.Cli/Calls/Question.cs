using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Calls;

/// <summary>One field of a form that a tool asks to be filled in.</summary>
internal sealed class Question
{
    private readonly bool _isRequired;
    private readonly JsonElement _schema;
    private readonly string[] _choices;
    private readonly bool _takesSeveral;

    public Question(string name, ElicitRequestParams.PrimitiveSchemaDefinition field, bool isRequired)
    {
        _isRequired = isRequired;
        _schema = JsonSerializer.SerializeToElement(field, McpJsonUtilities.DefaultOptions);
        _takesSeveral = Text(_schema, "type") == "array";
        _choices = Choices(_takesSeveral && _schema.TryGetProperty("items", out var items) ? items : _schema);
        Prompt = PromptOf(name);
    }

    /// <summary>What stands before the answer.</summary>
    public string Prompt { get; }

    /// <summary>Reads an answer.</summary>
    /// <param name="line">The answer.</param>
    /// <param name="value">Its value; null when it is left out.</param>
    /// <param name="fault">What is wrong with it.</param>
    public bool TryRead(string line, out JsonElement? value, out string? fault)
    {
        (value, fault) = (null, null);
        if (line.Length == 0)
        {
            if (_schema.TryGetProperty("default", out var standard))
                value = standard;
            else if (_isRequired)
                fault = "An answer is needed.";
            return fault is null;
        }

        var node = _takesSeveral
            ? Several(line, ref fault)
            : Single(line, ref fault);
        if (fault is null)
            value = JsonSerializer.SerializeToElement(node);
        return fault is null;
    }

    private JsonArray Several(string line, ref string? fault)
    {
        var list = new JsonArray();
        foreach (var part in line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            list.Add(Choice(part, ref fault));
        return list;
    }

    private JsonNode? Single(string line, ref string? fault)
    {
        if (_choices.Length > 0)
            return Choice(line, ref fault);
        switch (Text(_schema, "type"))
        {
            case "boolean":
                if (line.ToUpperInvariant() is "Y" or "YES" or "TRUE" or "N" or "NO" or "FALSE")
                    return line[0] is 'y' or 'Y' or 't' or 'T';
                fault = "Answer yes or no.";
                return null;
            case "integer" when long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                return whole;
            case "number" when double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                return number;
            case "integer" or "number":
                fault = Text(_schema, "type") == "integer" ? "Answer with a whole number." : "Answer with a number.";
                return null;
            default:
                return line;
        }
    }

    private string? Choice(string text, ref string? fault)
    {
        var found = _choices.FirstOrDefault(choice => choice == text) ?? _choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (found is null)
            fault = $"Answer with {(_takesSeveral ? "some of" : "one of")} {string.Join(", ", _choices.Select(Screen.Plain))}.";
        return found;
    }

    private string PromptOf(string name)
    {
        var label = Text(_schema, "title") is { } title ? $"{name} ({title})" : name;
        var about = Text(_schema, "description") is { } description ? $": {description}" : "";
        var kind = _choices.Length > 0 ? $" {string.Join("|", _choices)}{(_takesSeveral ? " (with commas between)" : "")}" : Text(_schema, "type") == "boolean" ? " yes|no" : "";
        var standard = _schema.TryGetProperty("default", out var value) ? $" [{Shown(value)}]" : "";
        return $"  {Screen.Plain(label + about + kind + standard)}> ";
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Shown)),
        _ => value.GetRawText(),
    };

    private static string[] Choices(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array)
            return [.. list.EnumerateArray().Select(Shown)];
        foreach (var keyword in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(keyword, out var choices) && choices.ValueKind == JsonValueKind.Array)
                return [.. choices.EnumerateArray().Select(choice => Text(choice, "const")).OfType<string>()];
        }

        return [];
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
