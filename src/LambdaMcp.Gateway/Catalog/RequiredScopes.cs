using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The one rule of scopes: who has all of an entry's may see and use it, and for everybody else there is no such entry.</summary>
internal static class RequiredScopes
{
    public static bool AreMet(IReadOnlyList<string> required, IReadOnlySet<string> held) => required.Count == 0 || required.All(held.Contains);

    /// <summary>Whether who sent the request may see what is registered, and use it.</summary>
    public static bool IsFor(this Registration registration, McpRequest request) => AreMet(registration.Scopes, request.Scopes);
}
