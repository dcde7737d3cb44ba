using System.Collections.Concurrent;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>What callers see of some entries by their scopes. Callers whose scopes make no difference to these entries share one view.</summary>
/// <typeparam name="T">The view.</typeparam>
/// <param name="required">The scopes of each entry.</param>
internal sealed class ScopedViews<T>(IEnumerable<IReadOnlyList<string>> required)
    where T : class
{
    private readonly string[] _scopes = [.. required.SelectMany(scopes => scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    private readonly ConcurrentDictionary<string, T> _views = new(StringComparer.Ordinal);

    /// <param name="request">Who sent it is who sees.</param>
    /// <param name="whole">The view of all entries.</param>
    /// <param name="create">Makes the view of those that the request's scopes allow; it must not keep the request.</param>
    public T For(McpRequest request, T whole, Func<T> create) => _scopes.Length == 0
        ? whole
        : _views.GetOrAdd(string.Join(' ', _scopes.Where(request.Scopes.Contains)), static (_, create) => create(), create);
}
