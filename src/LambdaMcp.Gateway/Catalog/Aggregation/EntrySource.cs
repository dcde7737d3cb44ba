using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>The registrations and what the aggregated functions among them bring. All functions are asked at once.</summary>
internal sealed partial class EntrySource(
    RegistrationSource registrations, ITargetInvoker invoker, ListNews news, CatalogOptions options, TimeProvider time, ILogger<EntrySource> logger)
{
    // Of what functions list beyond it, the log says nothing.
    private const int MostTold = 20;

    private readonly TargetLists _lists = new(invoker, time, logger);
    private readonly Lock _lock = new();
    private volatile Known _known = new(RegisteredSet.Empty, [], NameOwners.None);
    private volatile Built? _built;

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => registrations.IsFresh && _known.Targets.All(target => target.IsFresh);

    /// <summary>The program's own methods alone, for which nothing is read.</summary>
    public RegisteredSet Methods => registrations.Methods;

    /// <summary>All entries. It is the same object as long as nothing changed.</summary>
    public async ValueTask<RegisteredSet> GetAsync(CancellationToken cancellationToken) =>
        (await BuildAsync(await registrations.GetAsync(cancellationToken), cancellationToken)).Set;

    /// <summary>Finds something among all entries; where it is not there, after those functions were asked again that said that their lists changed.</summary>
    public async ValueTask<T?> FindAsync<T>(Func<RegisteredSet, T?> find, CancellationToken cancellationToken)
        where T : struct
    {
        var looks = news.Looks;
        var before = await GetAsync(cancellationToken);
        if (find(before) is { } found)
            return found;
        if (!_known.AnySpeaksMcp)
            return null;
        // Another instance may have heard of it, and told the client.
        await news.LookNowAsync(looks, cancellationToken);
        await Task.WhenAll(_known.Targets.Where(static target => target.HasNews).Select(target => target.GetNewestAsync(cancellationToken).AsTask()));
        // Those that had news before may have been asked meanwhile.
        var now = await GetAsync(cancellationToken);
        return now == before ? null : find(now);
    }

    /// <summary>The tools that aggregated functions bring. It is the same list as long as nothing changed. Registrations that are young enough are not read for it.</summary>
    public async ValueTask<IReadOnlyList<CatalogTool>> GetToolsAsync(CancellationToken cancellationToken) =>
        (await BuildAsync(registrations.Current ?? await registrations.GetAsync(cancellationToken), cancellationToken)).Tools;

    /// <summary>A tool or prompt that an aggregated function brings, found without waiting for functions whose prefix is another.</summary>
    public async ValueTask<Registration?> FindAsync(RegistrationType type, string name, CancellationToken cancellationToken)
    {
        news.TellRest();
        var known = KnownOf(registrations.Current ?? await registrations.GetAsync(cancellationToken));
        foreach (var target in known.Targets)
        {
            if (name.StartsWith(target.Prefix, StringComparison.Ordinal) && known.Owners.Owns(target.Prefix, name) &&
                (await target.GetAsync(cancellationToken)).Registrations.FirstOrDefault(entry => entry.Type == type && entry.Name == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What the function of a registration lists and clients do not see, as far as it was asked.</summary>
    public IReadOnlyList<LeftOutEntry> LeftOutOf(Registration registration) =>
        TargetOf(registration)?.LeftOut ?? [];

    /// <summary>Whether a registration brings what its function lists, and that could not be asked the last time.</summary>
    public bool IsUnknownOf(Registration registration) => TargetOf(registration) is { HasFailed: true };

    private AggregatedTarget? TargetOf(Registration registration) =>
        _known.Targets.FirstOrDefault(target => ReferenceEquals(target.Registration, registration));

    private async ValueTask<Built> BuildAsync(RegisteredSet registered, CancellationToken cancellationToken)
    {
        var known = KnownOf(registered);
        var targets = known.Targets;
        if (known.AnySpeaksMcp)
            news.Look();
        var entries = targets.Length == 0 ? [] : await Task.WhenAll(targets.Select(target => target.GetAsync(cancellationToken).AsTask()));
        var built = _built;
        if (built is not null && built.Known == known && built.Entries.SequenceEqual(entries))
            return built;
        var brought = entries.SelectMany((entries, i) => entries.Registrations.Select(entry => (Target: targets[i], Entry: entry))).ToLookup(IsOwn);
        // The tools stay the same list when only registrations changed that bring nothing.
        var tools = built is not null && built.Entries.SequenceEqual(entries) && built.Known.Targets.SequenceEqual(targets)
            ? built.Tools
            : [.. brought[true].Where(own => own.Entry.Type == RegistrationType.Tool).Select(own => FunctionTool.From(own.Entry))];
        var set = entries.Length == 0 ? registered : registered.With([.. brought[true].Select(own => own.Entry)]);
        // What the reading of registrations alone did not change was told before.
        if (built is null || !built.Set.LeftOut.SequenceEqual(set.LeftOut))
        {
            foreach (var entry in set.LeftOut.Take(MostTold))
                LogLeftOut(entry.Aggregate ?? entry.Name, entry.Type, entry.Uri ?? entry.UriTemplate ?? entry.Name);
        }

        if (built is null || !built.Foreign.SequenceEqual(brought[false].Select(foreign => foreign.Entry)))
        {
            foreach (var (target, entry) in brought[false].Take(MostTold))
                LogForeign(target.Registration.Name, entry.Type, entry.Name);
        }

        return _built = new(known, entries, set, tools, [.. brought[false].Select(foreign => foreign.Entry)]);

        bool IsOwn((AggregatedTarget Target, Registration Entry) given) =>
            given.Entry.Type is not (RegistrationType.Tool or RegistrationType.Prompt) || known.Owners.Owns(given.Target.Prefix, given.Entry.Name);
    }

    // What was asked for a registration holds until that changes, however often the table is read.
    private Known KnownOf(RegisteredSet registered)
    {
        var known = _known;
        if (known.Registered == registered)
            return known;
        lock (_lock)
        {
            if (_known.Registered == registered)
                return _known;
            var before = _known.Targets.ToDictionary<AggregatedTarget, Registration>(target => target.Registration, ReferenceEqualityComparer.Instance);
            AggregatedTarget[] targets =
            [
                .. registered.Served.Where(AggregatedTarget.Brings)
                    .Select(registration => before.GetValueOrDefault(registration) ?? new(registration, _lists, news, options, time, logger)),
            ];
            return _known = new(registered, targets, new(targets.Where(target => target.Registration.Type == RegistrationType.Target).Select(target => target.Prefix)));
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Target} brings the {Kind} {Name}, which is left out: another one has that name or URI")]
    private partial void LogLeftOut(string target, RegistrationType kind, string name);

    [LoggerMessage(2, LogLevel.Warning, "{Target} brings the {Kind} {Name}, which is left out: it begins with the longer prefix of another function")]
    private partial void LogForeign(string target, RegistrationType kind, string name);

    private sealed record Known(RegisteredSet Registered, AggregatedTarget[] Targets, NameOwners Owners)
    {
        /// <summary>Whether any function can say that its lists changed.</summary>
        public bool AnySpeaksMcp { get; } = Targets.Any(static target => target.Registration.Contract == TargetContract.Mcp);
    }

    private sealed record Built(Known Known, BroughtEntries[] Entries, RegisteredSet Set, IReadOnlyList<CatalogTool> Tools, IReadOnlyList<Registration> Foreign);
}
