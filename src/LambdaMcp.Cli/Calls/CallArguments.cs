using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Tools;

namespace LambdaMcp.Cli.Calls;

/// <summary>
/// Reads arguments as they are typed: <c>key=value</c> takes the type that the tool's schema gives it, <c>key:=json</c> is JSON,
/// <c>key=@file</c> a file's text, <c>key=-</c> standard input. A repeated key fills an array.
/// </summary>
internal sealed class CallArguments(JsonElement? schema, Keyboard input)
{
    private bool _inputIsRead;

    /// <param name="words">The arguments one by one.</param>
    /// <param name="json">All of them as JSON, <c>@file</c> or <c>-</c>; those one by one replace what is in it.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="FailedException">One cannot be read.</exception>
    public async Task<Dictionary<string, object?>> ReadAsync(IReadOnlyList<string> words, string? json, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject();
        if (json is not null)
        {
            arguments = Parse("--args", await ContentAsync("--args", json, cancellationToken)) as JsonObject
                ?? throw FailedException.BadUsage("--args takes a JSON object, such as '{\"id\":7}'.");
        }

        var repeated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var (name, text, isJson) = Split(word);
            var value = isJson ? Parse(name, await ContentAsync(name, text, cancellationToken)) : Typed(name, await ContentAsync(name, text, cancellationToken));
            if (repeated.Add(name))
                arguments[name] = value;
            else if (arguments[name] is JsonArray list)
                Append(list, value);
            else
                throw FailedException.BadUsage($"{name} is given twice, and is no array.");
        }

        return arguments.ToDictionary(member => member.Key, member => (object?)JsonSerializer.SerializeToElement(member.Value));
    }

    private static void Append(JsonArray list, JsonNode? value)
    {
        foreach (var element in value is JsonArray more ? more.ToList() : [value])
            list.Add(element?.DeepClone());
    }

    private static (string Name, string Text, bool IsJson) Split(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || (at == 1 && word[0] == ':'))
            throw FailedException.BadUsage($"'{word}' is no argument: give key=value, or key:=JSON.");
        return word[at - 1] == ':' ? (word[..(at - 1)], word[(at + 1)..], true) : (word[..at], word[(at + 1)..], false);
    }

    private async Task<string> ContentAsync(string name, string text, CancellationToken cancellationToken)
    {
        switch (text)
        {
            case "-" when _inputIsRead:
                throw FailedException.BadUsage($"{name}: standard input was read before; it can be only one value.");
            case "-":
                _inputIsRead = true;
                return await input.Reader.ReadToEndAsync(cancellationToken);
            case ['@', '@', ..]:
                return text[1..];
            case ['@', .. var path]:
                try
                {
                    return await File.ReadAllTextAsync(path, cancellationToken);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    throw FailedException.BadUsage($"{name}: the file '{path}' cannot be read: {error.Message} (A text that begins with @ is written @@.)");
                }

            default:
                return text;
        }
    }

    private JsonNode? Typed(string name, string text)
    {
        if (schema is not { } root || SchemaView.Argument(root, name) is not { } argument)
            return text;
        return Typed(name, text, root, argument);
    }

    private static JsonNode? Typed(string name, string text, JsonElement root, JsonElement schema)
    {
        var types = SchemaView.Types(root, schema);
        if (types.Count == 0)
            return text;
        var bare = text.Trim();
        foreach (var type in types.OrderBy(type => type is "string"))
        {
            switch (type)
            {
                case "null" when bare == "null":
                    return null;
                case "boolean" when bare is "true" or "false":
                    return bare == "true";
                case "integer" when long.TryParse(bare, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                    return whole;
                case "integer" or "number" when IsNumber(bare):
                    return JsonNode.Parse(bare);
                case "array" when bare.StartsWith('['):
                    return Parse(name, bare);
                case "array" when !types.Contains("string"):
                    return new JsonArray(schema.TryGetProperty("items", out var items) ? Typed(name, text, root, SchemaView.Resolve(root, items)) : text);
                case "object" when bare.StartsWith('{'):
                    return Parse(name, bare);
                case "string":
                    return text;
            }
        }

        throw FailedException.BadUsage($"{name} takes {string.Join(" or ", types.Select(Named))}, not '{text}'.");
    }

    private static bool IsNumber(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.GetValueKind() == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonNode? Parse(string name, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException error)
        {
            throw FailedException.BadUsage($"{name} is no JSON: {error.Message}");
        }
    }

    private static string Named(string type) => type switch
    {
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "object" => "an object, as JSON",
        "array" => "a list, as JSON or by repeating it",
        "null" => "null",
        _ => "text",
    };
}
