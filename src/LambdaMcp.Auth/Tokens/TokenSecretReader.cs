using System.Text.Json;

namespace LambdaMcp.Auth.Tokens;

/// <summary>Reads a secret's text into tokens. Its errors give places ("tokens[1]"), because any text in it may be a token.</summary>
internal static class TokenSecretReader
{
    private const int MinTokenLength = 16;

    // Who holds the only token there is may do whatever the operator has switched on.
    private static readonly Principal OnlyCaller = new("default", [Principal.McpScope, Principal.ManageScope]);

    public static IReadOnlyList<StaticToken> Read(string secret)
    {
        // A secret that was stored from a file often ends with a line break.
        var text = secret.Trim();
        try
        {
            if (text.Length == 0)
                throw new MalformedTokenException("it is empty.");
            return text[0] == '{'
                ? ReadJson(text)
                : [new StaticToken(OnlyCaller, HashOf(text, "the plain token"))];
        }
        catch (MalformedTokenException error)
        {
            throw new MalformedTokenSecretException(error.Message);
        }
    }

    private static List<StaticToken> ReadJson(string text)
    {
        using var document = Parse(text);
        var root = TokenMembers.Of(document.RootElement, "it", "tokens");
        if (!root.TryGetValue("tokens", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new MalformedTokenException("\"tokens\" must be a list with at least one entry.");

        var entries = new List<(StaticToken Token, string? Text)>();
        foreach (var element in list.EnumerateArray())
        {
            var place = $"tokens[{entries.Count}]";
            var entry = ReadEntry(element, place);
            RefuseRepetition(entries, entry, place);
            entries.Add(entry);
        }
        return [.. entries.Select(entry => entry.Token)];
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
            throw new MalformedTokenException(
                $"it starts like JSON, but is none (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");
        }
    }

    private static (StaticToken Token, string? Text) ReadEntry(JsonElement element, string place)
    {
        var members = TokenMembers.OfToken(element, place, "token", "sha256");
        var principal = members.Principal();
        var token = members.Text("token");
        var salted = members.SaltedHash();
        var given = (token is null ? 0 : 1) + (members.Has("sha256") ? 1 : 0) + (salted is null ? 0 : 1);
        if (given != 1)
            throw new MalformedTokenException($"{place} needs either \"token\" or \"sha256\", or \"salt\" and \"hash\".");

        var hash = token is not null ? HashOf(token, $"{place}.token") : salted ?? new TokenHash(members.Bytes("sha256", 32));
        return (new StaticToken(principal, hash), token);
    }

    private static TokenHash HashOf(string token, string place)
    {
        if (token.Length < MinTokenLength)
            throw new MalformedTokenException($"{place} is shorter than {MinTokenLength} characters.");
        if (!BearerToken.IsWellFormed(token))
            throw new MalformedTokenException(
                $"{place} has more than {BearerToken.MaxLength} characters, or others than A-Z a-z 0-9 - . _ ~ + / and = at its end.");
        return TokenHash.Plain(token);
    }

    // One token under two salts is found out only where one of the two is there as text.
    private static void RefuseRepetition(List<(StaticToken Token, string? Text)> entries, (StaticToken Token, string? Text) entry, string place)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var (token, text) = entries[i];
            if (token.Principal.Name == entry.Token.Principal.Name)
                throw new MalformedTokenException($"{place} has the name of tokens[{i}].");
            if (token.Hash.Hash.AsSpan().SequenceEqual(entry.Token.Hash.Hash)
                || (entry.Text is not null && token.Hash.Matches(entry.Text)) || (text is not null && entry.Token.Hash.Matches(text)))
                throw new MalformedTokenException($"{place} has the token of tokens[{i}].");
        }
    }
}
