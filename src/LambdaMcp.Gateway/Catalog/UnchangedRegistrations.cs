using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>
/// Recognises registrations that are as they were when they were read before. What was made of those, compiled schemas above all, is used
/// on: with a thousand tools, a reading that finds nothing new costs little more than the reading.
/// </summary>
internal static class UnchangedRegistrations
{
    /// <summary>The registrations that were read, the unchanged ones as the objects that they were; the known list itself when nothing changed.</summary>
    public static IReadOnlyList<Registration> Keep(IReadOnlyList<Registration> read, IReadOnlyList<Registration>? known)
    {
        if (known is null)
            return read;
        var byId = known.ToDictionary(registration => registration.Id, StringComparer.Ordinal);
        var kept = new Registration[read.Count];
        var changes = read.Count != known.Count;
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = Keep(read[i], byId.GetValueOrDefault(read[i].Id));
            changes |= ReferenceEquals(kept[i], read[i]);
        }

        return changes ? kept : known;
    }

    /// <summary>The known registration if it is the same, else the one that was read.</summary>
    public static Registration Keep(Registration read, Registration? known) => known is not null && AreSame(read, known) ? known : read;

    // The version alone does not tell: a registration that was deleted and made anew begins to count again.
    private static bool AreSame(Registration one, Registration other) =>
        one.Version == other.Version &&
        AreSame(one.InputSchema, other.InputSchema) && AreSame(one.OutputSchema, other.OutputSchema) &&
        AreSame(one.Arguments, other.Arguments) && AreSame(one.Annotations, other.Annotations) && AreSame(one.Icons, other.Icons) &&
        AreSame(one.Meta, other.Meta) && AreSame(one.Http, other.Http) && AreSame(one.FixedArguments, other.FixedArguments) &&
        AreSame(one.Tools, other.Tools) &&
        one.Scopes.SequenceEqual(other.Scopes) && one.Tags.SequenceEqual(other.Tags) &&
        one.HiddenArguments.SequenceEqual(other.HiddenArguments) && one.Members.SequenceEqual(other.Members) &&
        WithoutJson(one) == WithoutJson(other);

    // A property that is missing here is compared by reference, and so is never taken for unchanged.
    private static Registration WithoutJson(Registration registration) => registration with
    {
        InputSchema = null,
        OutputSchema = null,
        Arguments = null,
        Annotations = null,
        Icons = null,
        Meta = null,
        Http = null,
        FixedArguments = null,
        Tools = null,
        Scopes = [],
        Tags = [],
        HiddenArguments = [],
        Members = [],
    };

    private static bool AreSame(JsonElement? one, JsonElement? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } first, { } second) => JsonMarshal.GetRawUtf8Value(first).SequenceEqual(JsonMarshal.GetRawUtf8Value(second)),
        _ => false,
    };
}
