using System.Collections.Concurrent;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>
/// What callers see of some entries by their scopes and allow-lists. Callers for whom these make no difference, or the same, share one view.
/// </summary>
/// <typeparam name="T">The view.</typeparam>
/// <param name="required">The scopes of each entry.</param>
internal sealed class NarrowedViews<T>(IEnumerable<IReadOnlyList<string>> required)
    where T : class
{
    // Tokens with lists of their own can be many, and each view is as large as what it shows.
    private const int MostViews = 64;

    private readonly string[] _scopes = [.. required.SelectMany(scopes => scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    private readonly ConcurrentDictionary<string, T> _views = new(StringComparer.Ordinal);

    /// <summary>How many views are kept.</summary>
    public int Count => _views.Count;

    /// <summary>Whether everybody whose token is not narrowed sees all entries.</summary>
    public bool IsOpen => _scopes.Length == 0;

    /// <param name="request">Who sent it is who sees.</param>
    /// <param name="lists">What tells the request's allow-lists for these entries from others; null when there are none.</param>
    /// <param name="create">Makes the view of those that the request may see; it must not keep the request.</param>
    public T For(McpRequest request, string? lists, Func<T> create)
    {
        // No scope has a space or a line break, and no list a line break.
        var key = $"{string.Join(' ', _scopes.Where(request.Scopes.Contains))}\n{lists}";
        if (_views.TryGetValue(key, out var known))
            return known;
        if (_views.Count >= MostViews)
            _views.Clear();
        return _views.GetOrAdd(key, static (_, create) => create(), create);
    }
}
