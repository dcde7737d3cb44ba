using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>Finds out whether a registration would work.</summary>
internal interface IFunctionProbe
{
    /// <summary>Looks whether the function exists, may be invoked and answers.</summary>
    /// <param name="registration">The registration, which has no faults.</param>
    /// <param name="arguments">What to call the function with; null: it is not to be called, except for a harmless <c>ping</c>.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the outcome any more.</param>
    Task<IReadOnlyList<ProbeCheck>> CheckAsync(Registration registration, JsonElement? arguments, CancellationToken cancellationToken);
}
