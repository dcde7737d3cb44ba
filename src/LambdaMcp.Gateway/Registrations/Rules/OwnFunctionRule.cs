namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// Keeps the server's own functions from being called as tools. The endpoint may invoke the function that runs tasks, which takes orders
/// from it alone: registered, it would take them from any client.
/// </summary>
/// <param name="names">The names of the server's functions.</param>
internal sealed class OwnFunctionRule(IReadOnlySet<string> names)
{
    private const int NamePart = 6;

    public static OwnFunctionRule None { get; } = new(new HashSet<string>());

    /// <summary>What is wrong with a registration's function; null when it is none of the server's.</summary>
    public RegistrationFault? Find(Registration registration) => names.Count > 0 && registration.LambdaArn.Split(':') is { Length: > NamePart } parts && names.Contains(parts[NamePart])
        ? new("/lambdaArn", $"is {parts[NamePart]}, a function of this server itself, which takes orders from the server alone")
        : null;
}
