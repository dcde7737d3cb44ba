using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The resources and prompts among some registrations.</summary>
/// <param name="served">The registrations, ordered by id.</param>
internal sealed class RegisteredView(IEnumerable<Registration> served)
{
    /// <summary>The resources and templates, made on first use.</summary>
    public ResourceSnapshot Resources => field ??= new(served);

    /// <summary>The prompts, made on first use.</summary>
    public PromptSnapshot Prompts => field ??= new(served);
}
