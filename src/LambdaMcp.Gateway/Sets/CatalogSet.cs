using System.IO.Enumeration;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Sets;

/// <summary>A named subset of the catalog: what its members' names and tags select.</summary>
internal sealed class CatalogSet
{
    private readonly string[] _names;
    private readonly HashSet<string> _tags;

    private CatalogSet(IReadOnlyList<string> members, IReadOnlyList<string> scopes)
    {
        Scopes = scopes;
        _names = [.. members.Where(member => !IsTag(member))];
        _tags = members.Where(IsTag).Select(member => member[1..]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A set without members.</summary>
    public static CatalogSet Nothing { get; } = new([], []);

    public static CatalogSet From(Registration registration) => new(registration.Members, registration.Scopes);

    /// <summary>The scopes that a caller must have, all of them, to use the set.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Whether something of this name and with these tags belongs to the set.</summary>
    public bool Selects(string name, IReadOnlyList<string> tags)
    {
        foreach (var tag in tags)
        {
            if (_tags.Contains(tag))
                return true;
        }

        foreach (var pattern in _names)
        {
            // Names have no character that means anything to this but the asterisk.
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                return true;
        }

        return false;
    }

    private static bool IsTag(string member) => member.StartsWith('#');
}
