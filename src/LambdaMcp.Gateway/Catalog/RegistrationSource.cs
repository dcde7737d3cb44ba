using LambdaMcp.Gateway.Registrations;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The registrations, as old as they may be; none where there is no table of them.</summary>
internal sealed partial class RegistrationSource
{
    private readonly CachedList<Registration>? _list;
    private readonly IRegistrationStore? _store;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _time;
    private readonly ILogger<RegistrationSource> _logger;
    private volatile Built? _built;

    public RegistrationSource(IRegistrationStore? store, CatalogOptions options, TimeProvider time, ILogger<RegistrationSource> logger)
    {
        (_store, _maxAge, _time, _logger) = (store, options.RegistrationsMaxAge, time, logger);
        if (store is not null)
            _list = new(store.ListAsync, _maxAge, time, exception => LogStale(exception));
    }

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => _list is null || _list.IsFresh;

    public async ValueTask<RegisteredSet> GetAsync(CancellationToken cancellationToken)
    {
        if (_list is null)
            return RegisteredSet.Empty;
        var list = await _list.GetAsync(cancellationToken);
        var built = _built;
        if (built is null || built.List != list)
            _built = built = new(list, new(list, (registration, fault) => LogLeftOut(registration.Id, fault.Pointer, fault.Message)));
        return built.Set;
    }

    /// <summary>What is registered of one type, found by name; null where there is no table.</summary>
    public RegisteredByName<T>? ByName<T>(RegistrationType type, Func<Registration, T> create)
        where T : class => _store is null ? null : new(_store, type, create, _maxAge, _time);

    [LoggerMessage(1, LogLevel.Warning, "The registrations could not be read again; the last known ones are served")]
    private partial void LogStale(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The registration {RegistrationId} is left out: {Pointer} {Fault}")]
    private partial void LogLeftOut(string registrationId, string pointer, string fault);

    private sealed record Built(IReadOnlyList<Registration> List, RegisteredSet Set);
}
