using System.Collections.Concurrent;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>Registered tools by name, one read of the table each, remembered while they may be.</summary>
internal sealed class RegisteredTools(IRegistrationStore store, TimeSpan maxAge, TimeProvider time)
{
    // Holds only names that are registered, so callers cannot make it grow.
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Null when no tool of this name is registered; an entry without a tool when it is registered and disabled.</summary>
    public async ValueTask<Entry?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(name, out var entry) && time.GetUtcNow() - entry.ReadAt < maxAge)
            return entry;

        var registration = await store.FindAsync($"tool-{name}", cancellationToken);
        if (registration is not { Type: RegistrationType.Tool } || registration.Name != name)
        {
            _entries.TryRemove(name, out _);
            return null;
        }

        return _entries[name] = new(registration.Enabled ? CatalogTool.From(registration) : null, time.GetUtcNow());
    }

    internal sealed record Entry(CatalogTool? Tool, DateTimeOffset ReadAt);
}
