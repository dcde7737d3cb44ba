using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>
/// The members of one issuer in the setting. A misspelt one would silently mean its default, and of two equal ones it would be unclear which
/// counts: both are faults.
/// </summary>
internal sealed class IssuerMembers
{
    private static readonly string[] Known =
        ["issuer", "audiences", "clientIds", "algorithms", "scopes", "tools", "resources", "prompts", "requestsPerMinute"];

    private readonly string _place;
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public IssuerMembers(JsonElement element, string place)
    {
        _place = place;
        if (element.ValueKind != JsonValueKind.Object)
            throw IssuerReader.Fault($"{place} must be an issuer's URL or a JSON object.");
        foreach (var member in element.EnumerateObject())
        {
            if (!Known.Contains(member.Name))
                throw IssuerReader.Fault($"{place} has a member \"{member.Name}\"; there are {string.Join(", ", Known)}.");
            if (!_members.TryAdd(member.Name, member.Value))
                throw IssuerReader.Fault($"{place} has \"{member.Name}\" twice.");
        }
    }

    public string? Text(string name) =>
        !_members.TryGetValue(name, out var value) ? null : TextOf(value) ?? throw IssuerReader.Fault($"{_place}.{name} must be text.");

    public IReadOnlyList<string>? List(string name, bool mayBeEmpty = false) =>
        !_members.TryGetValue(name, out var value) ? null
        : ListOf(value, mayBeEmpty) ?? throw IssuerReader.Fault($"{_place}.{name} must be a list of texts.");

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Map(string name)
    {
        if (!_members.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw IssuerReader.Fault($"{_place}.{name} must be a JSON object from the issuer's scopes to this server's.");
        var map = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var scopes = TextOf(member.Value) is { } scope ? [scope] : ListOf(member.Value, mayBeEmpty: false);
            if (scopes is null || !scopes.All(static scope => ScopeSyntax.IsScope(scope)) || !map.TryAdd(member.Name, scopes))
                throw IssuerReader.Fault($"{_place}.{name}: \"{member.Name}\" must be there once, with a scope or a list of scopes.");
        }

        return map;
    }

    public int? Number(string name, int most)
    {
        if (!_members.TryGetValue(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1 && number <= most
            ? number
            : throw IssuerReader.Fault(string.Create(CultureInfo.InvariantCulture, $"{_place}.{name} must be a whole number from 1 to {most}."));
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static List<string>? ListOf(JsonElement value, bool mayBeEmpty)
    {
        if (value.ValueKind != JsonValueKind.Array || (value.GetArrayLength() == 0 && !mayBeEmpty))
            return null;
        var list = new List<string>();
        foreach (var element in value.EnumerateArray())
        {
            if (TextOf(element) is not { } text)
                return null;
            list.Add(text);
        }

        return list;
    }
}
