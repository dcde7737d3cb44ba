using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Auth.Tokens;

/// <summary>Reads a secret's text into tokens. Its errors give places ("tokens[1]"), because any text in it may be a token.</summary>
internal static class TokenSecretReader
{
    private const int MinTokenLength = 16;
    private const int MaxNameLength = 128;

    // Who holds the only token there is may do whatever the operator has switched on.
    private static readonly Principal OnlyCaller = new("default", [Principal.McpScope, Principal.ManageScope]);

    // The visible ASCII characters but '"' and '\' (RFC 6749, section 3.3).
    private static readonly SearchValues<char> ScopeCharacters = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(character => character is not ('"' or '\\'))]);

    public static IReadOnlyList<StaticToken> Read(string secret)
    {
        // A secret that was stored from a file often ends with a line break.
        var text = secret.Trim();
        if (text.Length == 0)
            throw new MalformedTokenSecretException("it is empty.");
        return text[0] == '{'
            ? ReadJson(text)
            : [new StaticToken(OnlyCaller, HashOf(text, "the plain token"))];
    }

    private static List<StaticToken> ReadJson(string text)
    {
        using var document = Parse(text);
        var root = MembersOf(document.RootElement, "it", "tokens");
        if (!root.TryGetValue("tokens", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new MalformedTokenSecretException("\"tokens\" must be a list with at least one entry.");

        var entries = new List<StaticToken>();
        foreach (var element in list.EnumerateArray())
        {
            var place = $"tokens[{entries.Count}]";
            var entry = ReadEntry(element, place);
            RefuseRepetition(entries, entry, place);
            entries.Add(entry);
        }
        return entries;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException error)
        {
            // The parser's own message may quote a character, so it is left out.
            throw new MalformedTokenSecretException(
                $"it starts like JSON, but is none (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");
        }
    }

    private static StaticToken ReadEntry(JsonElement element, string place)
    {
        var members = MembersOf(element, place, "name", "token", "sha256", "scopes");
        var name = TextOf(members, "name", place);
        if (name is null || name.Length is 0 or > MaxNameLength || name != name.Trim() || name.Any(char.IsControl))
            throw new MalformedTokenSecretException($"{place}.name must be text of 1 to {MaxNameLength} characters.");

        var token = TextOf(members, "token", place);
        var sha256 = TextOf(members, "sha256", place);
        if ((token is null) == (sha256 is null))
            throw new MalformedTokenSecretException($"{place} needs either \"token\" or \"sha256\".");

        var hash = token is not null ? HashOf(token, $"{place}.token") : HashFrom(sha256!, place);
        return new StaticToken(new Principal(name, ScopesOf(members, place)), hash);
    }

    private static byte[] HashOf(string token, string place)
    {
        if (token.Length < MinTokenLength)
            throw new MalformedTokenSecretException($"{place} is shorter than {MinTokenLength} characters.");
        if (!BearerToken.IsWellFormed(token))
            throw new MalformedTokenSecretException(
                $"{place} has more than {BearerToken.MaxLength} characters, or others than A-Z a-z 0-9 - . _ ~ + / and = at its end.");
        return StaticTokens.Hash(token);
    }

    private static byte[] HashFrom(string hex, string place)
    {
        if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigit))
            throw new MalformedTokenSecretException($"{place}.sha256 must be 64 hexadecimal digits.");
        return Convert.FromHexString(hex);
    }

    private static string[] ScopesOf(Dictionary<string, JsonElement> members, string place)
    {
        if (!members.TryGetValue("scopes", out var list))
            return [Principal.McpScope];
        if (list.ValueKind != JsonValueKind.Array || !list.EnumerateArray().All(IsScope))
            throw new MalformedTokenSecretException($"{place}.scopes must be a list of scopes: visible characters, no spaces.");
        return [.. list.EnumerateArray().Select(scope => scope.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsScope(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } scope
            && !scope.AsSpan().ContainsAnyExcept(ScopeCharacters);

    private static void RefuseRepetition(List<StaticToken> entries, StaticToken entry, string place)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Principal.Name == entry.Principal.Name)
                throw new MalformedTokenSecretException($"{place} has the name of tokens[{i}].");
            if (entries[i].Hash.AsSpan().SequenceEqual(entry.Hash))
                throw new MalformedTokenSecretException($"{place} has the token of tokens[{i}].");
        }
    }

    private static string? TextOf(Dictionary<string, JsonElement> members, string name, string place)
    {
        if (!members.TryGetValue(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new MalformedTokenSecretException($"{place}.{name} must be text.");
    }

    // A misspelt member would silently mean its default, and of two equal ones it would be unclear which counts.
    private static Dictionary<string, JsonElement> MembersOf(JsonElement element, string place, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new MalformedTokenSecretException($"{place} must be a JSON object.");
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                throw new MalformedTokenSecretException($"{place} has a member that is not one of: {string.Join(", ", known!)}.");
            if (!members.TryAdd(member.Name, member.Value))
                throw new MalformedTokenSecretException($"{place} has a member twice.");
        }
        return members;
    }
}
