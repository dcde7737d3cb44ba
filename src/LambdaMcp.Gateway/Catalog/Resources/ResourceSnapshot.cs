using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Resources;

/// <summary>All resources and resource templates at one moment.</summary>
internal sealed class ResourceSnapshot
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    private readonly Dictionary<string, CatalogResource> _byUri = new(StringComparer.Ordinal);
    private readonly CatalogResource[] _templates;

    /// <param name="served">The registrations that clients may see, in their order: of several with one URI the first is served.</param>
    public ResourceSnapshot(IEnumerable<Registration> served)
    {
        var templates = new Dictionary<string, CatalogResource>(StringComparer.Ordinal);
        foreach (var registration in served)
        {
            if (registration.Type == RegistrationType.Resource)
                _byUri.TryAdd(registration.Uri!, CatalogResource.From(registration));
            else if (registration.Type == RegistrationType.ResourceTemplate)
                templates.TryAdd(registration.UriTemplate!, CatalogResource.FromTemplate(registration));
        }

        // The one that says most of the URI goes first.
        _templates = [.. templates.Values
            .OrderByDescending(resource => resource.Template!.LiteralLength)
            .ThenBy(resource => resource.Definition.Name, StringComparer.Ordinal)];
        Resources = MarkedList.Ordered(_byUri.Values.Select(resource => resource.Definition));
        Templates = MarkedList.Ordered(_templates.Select(resource => resource.Definition));
    }

    public MarkedList Resources { get; }

    public MarkedList Templates { get; }

    /// <summary>The resource at a URI and, if a template gives it, the template's variables.</summary>
    public (CatalogResource Resource, IReadOnlyDictionary<string, string> Variables)? Find(string uri)
    {
        if (FindExact(uri) is { } exact)
            return exact;
        foreach (var template in _templates)
        {
            if (template.Template!.Match(uri) is { } variables)
                return (template, variables);
        }

        return null;
    }

    /// <summary>The resource that stands at a URI by itself.</summary>
    public (CatalogResource Resource, IReadOnlyDictionary<string, string> Variables)? FindExact(string uri) =>
        _byUri.TryGetValue(uri, out var resource) ? (resource, resource.Template?.Match(uri) ?? NoVariables) : null;

    /// <summary>
    /// Whether what stands at a URI by itself is hidden from who sent the request, whatever way the URI is percent-encoded: then no template
    /// leads there either.
    /// </summary>
    public bool Hides(string uri, McpRequest request) =>
        Scoped.Count > 0 && Scoped[Uri.UnescapeDataString(uri)].Any(resource => !CallerRights.AreMet(resource.Scopes, request.Scopes));

    private ILookup<string, CatalogResource> Scoped => field ??= _byUri
        .Where(entry => entry.Value.Scopes.Count > 0)
        .ToLookup(entry => Uri.UnescapeDataString(entry.Key), entry => entry.Value, StringComparer.Ordinal);

    /// <summary>The template that is written so.</summary>
    public CatalogResource? FindTemplate(string uriTemplate) => Array.Find(_templates, template => template.Definition.Name == uriTemplate);
}
