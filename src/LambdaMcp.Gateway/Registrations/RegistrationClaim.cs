using System.Text.RegularExpressions;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Something beside its id that only one registration may have.</summary>
/// <param name="Member">The member that says it: <c>uri</c>, <c>uriTemplate</c> or <c>prefix</c>.</param>
/// <param name="Value">What is claimed. Templates that differ in the names of their variables alone are the same.</param>
public sealed partial record RegistrationClaim(string Member, string Value)
{
    /// <summary>What a registration claims.</summary>
    public static IReadOnlyList<RegistrationClaim> Of(Registration registration) => registration.Type switch
    {
        RegistrationType.Resource when registration.Uri is { } uri => [new("uri", uri)],
        RegistrationType.ResourceTemplate when registration.UriTemplate is { } template => [new("uriTemplate", VariableName().Replace(template, "{$1}"))],
        RegistrationType.Target => [new("prefix", registration.Prefix ?? "")],
        _ => [],
    };

    /// <summary>Says who has it.</summary>
    internal RegistrationFault TakenBy(string holder, string place = "") => new($"{place}/{Member}", $"is that of {holder} already; it must be unique");

    [GeneratedRegex(@"\{(\+?)[^{}]*\}")]
    private static partial Regex VariableName();
}
