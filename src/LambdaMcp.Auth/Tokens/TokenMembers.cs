using System.Text.Json;

namespace LambdaMcp.Auth.Tokens;

/// <summary>
/// Reads what is written down about one token, wherever that is. Its errors give places ("tokens[1].name"), because any text in it may be a token.
/// </summary>
internal sealed class TokenMembers
{
    private const int MaxNameLength = 128;
    private const int MaxPatterns = 100;

    // API Gateway takes 8 KB from an authorizer, and there the lists are text in JSON twice over.
    private const int MaxListBytes = 4096;

    private static readonly string[] Common =
        ["name", "scopes", "tools", "resources", "prompts", "expiresAt", "requestsPerMinute", "salt", "hash"];

    private readonly Dictionary<string, JsonElement> _members;
    private readonly string _place;

    private TokenMembers(Dictionary<string, JsonElement> members, string place) => (_members, _place) = (members, place);

    /// <summary>Reads an object that has the members which every kind of tokens has, and perhaps others.</summary>
    /// <exception cref="MalformedTokenException">It is no object, or has a member that is not known: it might narrow what the token may do.</exception>
    public static TokenMembers OfToken(JsonElement element, string place, params ReadOnlySpan<string> others) =>
        new(Of(element, place, [.. Common, .. others]), place);

    // A misspelt member would silently mean its default, and of two equal ones it would be unclear which counts.
    public static Dictionary<string, JsonElement> Of(JsonElement element, string place, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new MalformedTokenException($"{place} must be a JSON object.");
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                throw new MalformedTokenException($"{place} has a member that is not one of: {string.Join(", ", known!)}.");
            if (!members.TryAdd(member.Name, member.Value))
                throw new MalformedTokenException($"{place} has a member twice.");
        }

        return members;
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public MalformedTokenException Fault(string fault) => new($"{_place}{fault}");

    /// <summary>Whom the token stands for, and what it narrows.</summary>
    public Principal Principal()
    {
        var name = Text("name");
        if (!IsName(name))
            throw Fault($".name must be text of 1 to {MaxNameLength} characters, without '#'.");
        var principal = new Principal(name!, Scopes())
        {
            Tools = Patterns("tools"),
            Resources = Patterns("resources"),
            Prompts = Patterns("prompts"),
            ExpiresAt = Time("expiresAt"),
            RequestsPerMinute = Rate(),
        };
        var lists = principal.Scopes.Concat(principal.Tools ?? []).Concat(principal.Resources ?? []).Concat(principal.Prompts ?? []);
        return lists.Sum(text => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length + 3) <= MaxListBytes
            ? principal
            : throw Fault($" has lists of more than {MaxListBytes} bytes in all.");
    }

    /// <summary>The members <c>salt</c> and <c>hash</c>; null when neither is there.</summary>
    public TokenHash? SaltedHash()
    {
        if (!Has("salt") && !Has("hash"))
            return null;
        var salt = Bytes("salt", TokenHash.SaltBytes, leastOnly: true);
        return new(Bytes("hash", TokenHash.Nobodys.Hash.Length), salt);
    }

    public string? Text(string name)
    {
        if (!_members.TryGetValue(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Fault($".{name} must be text.");
    }

    public DateTimeOffset? Time(string name)
    {
        if (!_members.TryGetValue(name, out var value))
            return null;
        return TokenTime.TryRead(value, out var time) ? time : throw Fault($".{name} must be a time: ISO 8601, or seconds since 1970.");
    }

    /// <summary>A member of hexadecimal digits.</summary>
    public byte[] Bytes(string name, int count, bool leastOnly = false)
    {
        var hex = Text(name);
        var isLong = hex is not null && (leastOnly ? hex.Length >= 2 * count && hex.Length % 2 == 0 && hex.Length <= 128 : hex.Length == 2 * count);
        return isLong && hex!.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex!)
            : throw Fault($".{name} must be {2 * count}{(leastOnly ? " to 128" : "")} hexadecimal digits.");
    }

    // '#' parts issuer and subject in the names of those whom an issuer vouches for.
    private static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && name == name.Trim() && !name.Any(char.IsControl) && !name.Contains('#', StringComparison.Ordinal);

    private string[] Scopes()
    {
        if (!_members.TryGetValue("scopes", out var list))
            return [Auth.Principal.McpScope];
        if (list.ValueKind != JsonValueKind.Array || !list.EnumerateArray().All(IsScope))
            throw Fault(".scopes must be a list of scopes: visible characters, no spaces.");
        return [.. list.EnumerateArray().Select(scope => scope.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsScope(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && ScopeSyntax.IsScope(element.GetString());

    private string[]? Patterns(string name)
    {
        if (!_members.TryGetValue(name, out var list))
            return null;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxPatterns || !list.EnumerateArray().All(IsPattern))
            throw Fault($".{name} must be a list of at most {MaxPatterns} patterns: text without control characters, '*' for any characters.");
        return [.. list.EnumerateArray().Select(pattern => pattern.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsPattern(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } pattern && !pattern.Any(char.IsControl);

    private int? Rate()
    {
        if (!_members.TryGetValue("requestsPerMinute", out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var rate) && rate > 0
            ? rate
            : throw Fault(".requestsPerMinute must be a whole number from 1.");
    }
}
