using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The resources and prompts among some registrations.</summary>
/// <param name="served">The registrations, ordered by id.</param>
internal sealed class RegisteredView(IEnumerable<Registration> served)
{
    private NarrowedViews<RegisteredView> Narrowed => field ??= new(served.Where(IsShown).Select(registration => registration.Scopes));

    /// <summary>The resources and templates, made on first use.</summary>
    public ResourceSnapshot Resources => field ??= new(served);

    /// <summary>The prompts, made on first use.</summary>
    public PromptSnapshot Prompts => field ??= new(served);

    /// <summary>What of it who sent the request may see.</summary>
    public RegisteredView For(McpRequest request) =>
        request.Allowed is { Resources: null, Prompts: null } && Narrowed.IsOpen ? this : NarrowedFor(request);

    private RegisteredView NarrowedFor(McpRequest request)
    {
        var (resources, prompts) = (request.Allowed.Resources, request.Allowed.Prompts);
        return Narrowed.For(request, resources is null && prompts is null ? null : $"{resources?.Key}\n{prompts?.Key}",
            () => new([.. served.Where(registration => IsShown(registration) && registration.IsFor(request))]));
    }

    private static bool IsShown(Registration registration) =>
        registration.Type is RegistrationType.Resource or RegistrationType.ResourceTemplate or RegistrationType.Prompt;
}
