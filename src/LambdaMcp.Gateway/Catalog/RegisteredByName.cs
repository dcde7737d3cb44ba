using System.Collections.Concurrent;
using LambdaMcp.Gateway.InProcess;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>
/// What is registered under a name, one read of the table each, remembered while it may be. The program's own methods come first, and without a read.
/// </summary>
/// <typeparam name="T">What a registration becomes.</typeparam>
internal sealed class RegisteredByName<T>(
    IRegistrationStore? store, RegistrationType type, Func<Registration, T> create, OwnFunctionRule own, InProcessEntries methods, TimeSpan maxAge,
    TimeProvider time)
    where T : class
{
    // Holds only names that are registered, so callers cannot make it grow.
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Null when nothing of this name is registered; an entry without a value when it is disabled or breaks a rule.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isFor">
    /// Whether the caller may see what is remembered. What it may not see is read again, as a name is that nothing is registered under: time
    /// must not tell the one from the other.
    /// </param>
    /// <param name="cancellationToken">Cancelled when the client is gone.</param>
    public async ValueTask<Entry?> FindAsync(string name, Func<Registration, bool> isFor, CancellationToken cancellationToken)
    {
        var method = methods.Find(type, name);
        if (method is not null && isFor(method))
            return new(method, create(method), time.GetUtcNow());
        var registered = store is null ? null : await FindAsync(store, name, isFor, cancellationToken);
        return method is null ? registered : new(method, create(method), time.GetUtcNow());
    }

    private async ValueTask<Entry?> FindAsync(IRegistrationStore store, string name, Func<Registration, bool> isFor, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(name, out var entry) && time.GetUtcNow() - entry.ReadAt < maxAge && isFor(entry.Registration))
            return entry;

        var registration = await store.FindAsync(Registration.IdOf(type, name), cancellationToken);
        if (registration is not null && registration.Type == type && entry is not null && UnchangedRegistrations.Keep(registration, entry.Registration) == entry.Registration)
            return _entries[name] = entry with { ReadAt = time.GetUtcNow() };
        if (registration is null || registration.Type != type || registration.Name != name)
        {
            _entries.TryRemove(name, out _);
            return null;
        }

        var isServed = registration.Enabled && RegistrationRules.IsServable(registration) && own.Find(registration) is null;
        return _entries[name] = new(registration, isServed ? create(registration) : null, time.GetUtcNow());
    }

    internal sealed record Entry(Registration Registration, T? Value, DateTimeOffset ReadAt);
}
