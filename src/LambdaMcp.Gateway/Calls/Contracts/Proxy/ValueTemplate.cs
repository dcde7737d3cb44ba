using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>A text in which <c>{name}</c> stands for the value of an argument.</summary>
internal sealed class ValueTemplate
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-$");

    private readonly List<(string Text, bool IsArgument)> _parts = [];

    private ValueTemplate()
    {
    }

    /// <summary>The arguments that it names.</summary>
    public IEnumerable<string> Arguments => _parts.Where(part => part.IsArgument).Select(part => part.Text);

    /// <summary>Reads a template; null when its braces do not enclose names.</summary>
    public static ValueTemplate? Read(string text)
    {
        var template = new ValueTemplate();
        for (var at = 0; at < text.Length;)
        {
            var brace = text.AsSpan(at).IndexOfAny('{', '}');
            if (brace != 0)
                template._parts.Add((brace < 0 ? text[at..] : text.Substring(at, brace), false));
            if (brace < 0)
                break;
            at += brace;
            var close = text.IndexOf('}', at);
            if (text[at] == '}' || close < 0 || !IsName(text.AsSpan((at + 1)..close)))
                return null;
            template._parts.Add((text[(at + 1)..close], true));
            at = close + 1;
        }

        return template;
    }

    public static bool IsName(ReadOnlySpan<char> name) => name.Length > 0 && !name.ContainsAnyExcept(NameCharacters);

    /// <summary>The texts that the arguments make of it: none when one is absent or null, several when it stands for an array.</summary>
    public IReadOnlyList<string> Fill(JsonElement arguments)
    {
        if (_parts is [(var name, true)] && Value(arguments, name) is { ValueKind: JsonValueKind.Array } array)
            return [.. array.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(Text)];
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            if (!part.IsArgument)
                text.Append(part.Text);
            else if (Value(arguments, part.Text) is { } value)
                text.Append(Text(value));
            else
                return [];
        }

        return [text.ToString()];
    }

    /// <summary>An argument as a text: a string as it is, everything else as JSON.</summary>
    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>An argument; null when it is absent or null.</summary>
    public static JsonElement? Value(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
