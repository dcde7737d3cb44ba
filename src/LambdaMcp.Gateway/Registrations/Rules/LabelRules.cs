using System.Buffers;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of scopes and tags.</summary>
internal static class LabelRules
{
    public const int MostLabels = 50;
    public const int LongestScope = 256;
    public const int LongestTag = 64;

    // RFC 6749, section 3.3: a scope is written between spaces and in quotation marks.
    private static readonly SearchValues<char> ScopeCharacters = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly SearchValues<char> TagCharacters = SearchValues.Create(
        "-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static void Check(Registration registration, RegistrationFaults faults)
    {
        CheckList(registration.Scopes, "/scopes", IsScope, $"must be 1 to {LongestScope} characters as OAuth scopes have them: ASCII without spaces, \" and \\", faults);
        CheckList(registration.Tags, "/tags", IsTag, $"must be 1 to {LongestTag} letters, digits and -./:=@_", faults);
    }

    /// <summary>Whether a text can be a tag.</summary>
    public static bool IsTag(string tag) => tag.Length is > 0 and <= LongestTag && !tag.AsSpan().ContainsAnyExcept(TagCharacters);

    /// <summary>Notes what is wrong with a list of texts that must all be different.</summary>
    public static void CheckList(IReadOnlyList<string> texts, string place, Func<string, bool> isValid, string rule, RegistrationFaults faults, int most = MostLabels)
    {
        if (texts.Count > most)
            faults.Add(place, $"must have at most {most} entries");
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var position = 0; position < texts.Count && position < most; position++)
        {
            if (!isValid(texts[position]))
                faults.Add(JsonPointer.Append(place, position), rule);
            else if (!known.Add(texts[position]))
                faults.Add(JsonPointer.Append(place, position), "stands there twice");
        }
    }

    private static bool IsScope(string scope) => scope.Length is > 0 and <= LongestScope && !scope.AsSpan().ContainsAnyExcept(ScopeCharacters);
}
