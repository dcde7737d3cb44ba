using LambdaMcp.Gateway.InProcess;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The registrations, as old as they may be; none but the program's own methods where there is no table of them.</summary>
internal sealed partial class RegistrationSource
{
    private readonly CachedList<Registration>? _list;
    private readonly IRegistrationStore? _store;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _time;
    private readonly OwnFunctionRule _own;
    private readonly InProcessEntries _methods;
    private readonly ILogger<RegistrationSource> _logger;
    private volatile RegisteredSet? _set;

    public RegistrationSource(
        IRegistrationStore? store, CatalogOptions options, TimeProvider time, ILogger<RegistrationSource> logger, OwnFunctionRule? own = null,
        InProcessEntries? methods = null)
    {
        (_store, _maxAge, _time, _logger) = (store, options.RegistrationsMaxAge, time, logger);
        (_own, _methods) = (own ?? OwnFunctionRule.None, methods ?? InProcessEntries.None);
        if (store is not null)
            _list = new(store.ListAsync, _maxAge, time, exception => LogStale(exception)) { Settle = Settle };
    }

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => _list is null || _list.IsFresh;

    /// <summary>The registrations if they are young enough, else null. Never has them read, so that a single call does not cost a scan.</summary>
    public RegisteredSet? Current => _list is null ? Methods : _list.Current is { } list ? SetOf(list) : null;

    /// <summary>The program's own methods alone, for which nothing is read.</summary>
    public RegisteredSet Methods => field ??= _methods.Any ? new([], methods: _methods.All) : RegisteredSet.Empty;

    /// <summary>Has <paramref name="listener"/> told, behind the requests, of every reading.</summary>
    public void OnRead(Action listener)
    {
        if (_list is not null)
            _list.OnRead = listener;
    }

    public async ValueTask<RegisteredSet> GetAsync(CancellationToken cancellationToken)
    {
        if (_list is null)
            return Methods;
        return SetOf(await _list.GetAsync(cancellationToken));
    }

    /// <summary>What is registered of one type, or of the program's own, found by name; null where there is neither.</summary>
    public RegisteredByName<T>? ByName<T>(RegistrationType type, Func<Registration, T> create)
        where T : class => _store is null && !_methods.Any ? null : new(_store, type, create, _own, _methods, _maxAge, _time);

    private IReadOnlyList<Registration> Settle(IReadOnlyList<Registration> read, IReadOnlyList<Registration>? known)
    {
        var kept = UnchangedRegistrations.Keep(read, known);
        SetOf(kept);
        return kept;
    }

    private RegisteredSet SetOf(IReadOnlyList<Registration> list)
    {
        var set = _set;
        if (set is null || set.All != list)
            _set = set = new(list, _own, (registration, fault) => LogLeftOut(registration.Id, fault.Pointer, fault.Message), _methods.All);
        return set;
    }

    [LoggerMessage(1, LogLevel.Warning, "The registrations could not be read again; the last known ones are served")]
    private partial void LogStale(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The registration {RegistrationId} is left out: {Pointer} {Fault}")]
    private partial void LogLeftOut(string registrationId, string pointer, string fault);
}
