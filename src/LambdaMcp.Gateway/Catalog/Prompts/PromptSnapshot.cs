using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog.Prompts;

/// <summary>All prompts at one moment.</summary>
internal sealed class PromptSnapshot
{
    private readonly Dictionary<string, CatalogPrompt> _byName = new(StringComparer.Ordinal);

    /// <param name="served">The registrations that clients may see, in their order: of several with one name the first is served.</param>
    public PromptSnapshot(IEnumerable<Registration> served)
    {
        foreach (var registration in served.Where(registration => registration.Type == RegistrationType.Prompt))
            _byName.TryAdd(registration.Name, CatalogPrompt.From(registration));
        List = MarkedList.Ordered(_byName.Values.Select(prompt => prompt.Definition));
    }

    public MarkedList List { get; }

    public CatalogPrompt? Find(string name) => _byName.GetValueOrDefault(name);
}
