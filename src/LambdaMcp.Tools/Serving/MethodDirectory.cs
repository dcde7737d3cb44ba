using LambdaMcp.Protocol.Resources;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Serving;

/// <summary>The methods as clients ask for them. Of several with one key the first is served.</summary>
internal sealed class MethodDirectory
{
    private readonly Dictionary<(McpMethodKind, string), McpMethod> _byKey = [];
    private (McpMethod Method, UriTemplate Template)[]? _templates;

    /// <param name="methods">The methods.</param>
    /// <param name="onTwice">Is told of each whose key another one has.</param>
    public MethodDirectory(IEnumerable<McpMethod> methods, Action<McpMethod> onTwice)
    {
        foreach (var method in methods)
        {
            if (!_byKey.TryAdd((method.Kind, method.Key), method))
                onTwice(method);
        }
    }

    /// <summary>The methods, in the order in which they were added.</summary>
    public IReadOnlyCollection<McpMethod> All => _byKey.Values;

    public McpMethod? Find(McpMethodKind kind, string key) => _byKey.GetValueOrDefault((kind, key));

    /// <summary>The resource at a URI, or the template that gives it and the template's variables.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="key">The key of the one that it has to be; null: of any. Whoever calls may have no right to another.</param>
    public (McpMethod Method, IReadOnlyDictionary<string, string>? Variables)? FindResource(string uri, string? key)
    {
        if ((key is null || key == uri) && Find(McpMethodKind.Resource, uri) is { } resource)
            return (resource, null);
        // The one that says most of the URI goes first.
        _templates ??=
        [
            .. _byKey.Values.Where(method => method.Kind == McpMethodKind.ResourceTemplate)
                .Select(method => (Method: method, Template: UriTemplate.Read(method.Key, out _)!))
                .Where(entry => entry.Template is not null)
                .OrderByDescending(entry => entry.Template.LiteralLength),
        ];
        foreach (var (method, template) in _templates)
        {
            if ((key is null || method.Key == key) && template.Match(uri) is { } variables)
                return (method, variables);
        }

        return null;
    }
}
