using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The resources and prompts among some registrations.</summary>
/// <param name="served">The registrations, ordered by id.</param>
internal sealed class RegisteredView(IEnumerable<Registration> served)
{
    private ScopedViews<RegisteredView> Scoped => field ??= new(served.Where(IsShown).Select(registration => registration.Scopes));

    /// <summary>The resources and templates, made on first use.</summary>
    public ResourceSnapshot Resources => field ??= new(served);

    /// <summary>The prompts, made on first use.</summary>
    public PromptSnapshot Prompts => field ??= new(served);

    /// <summary>What of it who sent the request may see.</summary>
    public RegisteredView For(McpRequest request) =>
        Scoped.For(request, this, () => new([.. served.Where(registration => IsShown(registration) && registration.IsFor(request))]));

    private static bool IsShown(Registration registration) =>
        registration.Type is RegistrationType.Resource or RegistrationType.ResourceTemplate or RegistrationType.Prompt;
}
