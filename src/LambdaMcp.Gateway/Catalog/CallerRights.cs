using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>
/// The one rule of who may see and use an entry: who has all of its scopes, and whose token is not narrowed to others. For everybody else there
/// is no such entry.
/// </summary>
internal static class CallerRights
{
    public static bool AreMet(IReadOnlyList<string> required, IReadOnlySet<string> held) => required.Count == 0 || required.All(held.Contains);

    /// <summary>Whether who sent the request may see what is registered, and use it.</summary>
    public static bool IsFor(this Registration registration, McpRequest request) =>
        AreMet(registration.Scopes, request.Scopes) && registration.Type switch
        {
            RegistrationType.Tool => request.Allowed.Tools is not { } tools || tools.Allows(registration.Name),
            RegistrationType.Prompt => request.Allowed.AllowsPrompt(registration.Name),
            RegistrationType.Resource => request.Allowed.AllowsResource(registration.Uri!),
            // Whoever may read none of the resources that it gives does not see it.
            RegistrationType.ResourceTemplate => request.Allowed.Resources is not { } resources ||
                (UriTemplate.Read(registration.UriTemplate!, out _) is { } template && TemplateReach.IsAny(template, resources)),
            _ => true,
        };
}
