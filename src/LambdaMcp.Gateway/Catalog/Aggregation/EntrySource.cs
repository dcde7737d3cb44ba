using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>The registrations and what the aggregated functions among them bring. All functions are asked at once.</summary>
internal sealed partial class EntrySource(RegistrationSource registrations, ITargetInvoker invoker, CatalogOptions options, TimeProvider time, ILogger<EntrySource> logger)
{
    private readonly TargetLists _lists = new(invoker, time, logger);
    private readonly Lock _lock = new();
    private volatile Known _known = new(RegisteredSet.Empty, []);
    private volatile Built? _built;

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => registrations.IsFresh && _known.Targets.All(target => target.IsFresh);

    /// <summary>All entries. It is the same object as long as nothing changed.</summary>
    public async ValueTask<RegisteredSet> GetAsync(CancellationToken cancellationToken) =>
        (await BuildAsync(await registrations.GetAsync(cancellationToken), cancellationToken)).Set;

    /// <summary>The tools that aggregated functions bring. It is the same list as long as nothing changed. Registrations that are young enough are not read for it.</summary>
    public async ValueTask<IReadOnlyList<CatalogTool>> GetToolsAsync(CancellationToken cancellationToken) =>
        (await BuildAsync(registrations.Current ?? await registrations.GetAsync(cancellationToken), cancellationToken)).Tools;

    /// <summary>A tool or prompt that an aggregated function brings, found without waiting for functions whose prefix is another.</summary>
    public async ValueTask<Registration?> FindAsync(RegistrationType type, string name, CancellationToken cancellationToken)
    {
        foreach (var target in TargetsOf(registrations.Current ?? await registrations.GetAsync(cancellationToken)))
        {
            if (name.StartsWith(target.Prefix, StringComparison.Ordinal) &&
                (await target.GetAsync(cancellationToken)).Registrations.FirstOrDefault(entry => entry.Type == type && entry.Name == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async ValueTask<Built> BuildAsync(RegisteredSet registered, CancellationToken cancellationToken)
    {
        var targets = TargetsOf(registered);
        var entries = targets.Length == 0 ? [] : await Task.WhenAll(targets.Select(target => target.GetAsync(cancellationToken).AsTask()));
        var built = _built;
        if (built is not null && built.Registered == registered && built.Entries.SequenceEqual(entries))
            return built;
        // The tools stay the same list when only registrations changed that bring nothing.
        var tools = built is not null && built.Entries.SequenceEqual(entries) ? built.Tools : [.. entries.SelectMany(brought => brought.Tools)];
        var set = entries.Length == 0 ? registered : registered.With([.. entries.SelectMany(brought => brought.Registrations)]);
        // What the reading of registrations alone did not change was told before.
        if (built is null || !built.Set.LeftOut.SequenceEqual(set.LeftOut))
        {
            foreach (var entry in set.LeftOut)
                LogLeftOut(entry.Aggregate ?? entry.Name, entry.Type, entry.Uri ?? entry.UriTemplate ?? entry.Name);
        }

        return _built = new(registered, entries, set, tools);
    }

    // What was asked for a registration holds until that changes, however often the table is read.
    private AggregatedTarget[] TargetsOf(RegisteredSet registered)
    {
        var known = _known;
        if (known.Registered == registered)
            return known.Targets;
        lock (_lock)
        {
            if (_known.Registered == registered)
                return _known.Targets;
            var before = _known.Targets.ToDictionary<AggregatedTarget, Registration>(target => target.Registration, ReferenceEqualityComparer.Instance);
            AggregatedTarget[] targets =
            [
                .. registered.Served.Where(AggregatedTarget.Brings)
                    .Select(registration => before.GetValueOrDefault(registration) ?? new(registration, _lists, options, time, logger)),
            ];
            _known = new(registered, targets);
            return targets;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Target} brings the {Kind} {Name}, which is left out: another one has that name or URI")]
    private partial void LogLeftOut(string target, RegistrationType kind, string name);

    private sealed record Known(RegisteredSet Registered, AggregatedTarget[] Targets);

    private sealed record Built(RegisteredSet Registered, BroughtEntries[] Entries, RegisteredSet Set, IReadOnlyList<CatalogTool> Tools);
}
