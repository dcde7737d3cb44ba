using System.Text.RegularExpressions;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of a set.</summary>
internal static partial class SetRules
{
    public const int MostMembers = 500;

    public static void Check(Registration registration, RegistrationFaults faults)
    {
        // It is a segment of a URL.
        if (registration.Name is "." or "..")
            faults.Add("/name", "must not be . or ..: it is a segment of the set's URL");
        if (registration.Members.Count == 0)
            faults.Add("/members", "must name what the set consists of: names, in which * stands for any text, and tags written #tag");
        LabelRules.CheckList(
            registration.Members, "/members", IsMember, "must be a name, in which * may stand for any text, or a tag written #tag", faults, MostMembers);
    }

    private static bool IsMember(string member) => member.StartsWith('#') ? LabelRules.IsTag(member[1..]) : NamePattern().IsMatch(member);

    [GeneratedRegex(@"^[A-Za-z0-9_.*-]{1,64}\z")]
    private static partial Regex NamePattern();
}
