using System.Buffers;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of a set.</summary>
internal static class SetRules
{
    private const int MostMembers = 500;
    private const int LongestMember = 128;

    private static readonly SearchValues<char> InNames =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-*");

    public static void Check(Registration registration, RegistrationFaults faults)
    {
        if (registration.Members.Count is 0 or > MostMembers)
            faults.Add("/members", $"must have 1 to {MostMembers} entries: names, in which * stands for any text, and tags written #tag");
        for (var position = 0; position < registration.Members.Count; position++)
        {
            if (!IsMember(registration.Members[position]))
                faults.Add(JsonPointer.Append("/members", position), "must be a name of letters, digits, _ . - and *, or a tag written #tag");
        }
    }

    private static bool IsMember(string member) => member.Length is > 0 and <= LongestMember &&
        (member[0] == '#' ? member.Length > 1 : !member.AsSpan().ContainsAnyExcept(InNames));
}
