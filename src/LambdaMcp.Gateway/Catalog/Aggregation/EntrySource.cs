using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>The registrations and what the aggregated functions among them bring. All functions are asked at once.</summary>
internal sealed class EntrySource(RegistrationSource registrations, ITargetInvoker invoker, CatalogOptions options, TimeProvider time, ILogger<EntrySource> logger)
{
    private readonly TargetLists _lists = new(invoker, time, logger);
    private readonly Lock _lock = new();
    private volatile Known _known = new(RegisteredSet.Empty, []);
    private volatile Built? _built;

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => registrations.IsFresh && _known.Targets.All(target => target.Target.IsFresh);

    /// <summary>All entries. It is the same object as long as nothing changed.</summary>
    public async ValueTask<RegisteredSet> GetAsync(CancellationToken cancellationToken) => (await BuildAsync(cancellationToken)).Set;

    /// <summary>The tools that aggregated functions bring. It is the same list as long as nothing changed.</summary>
    public async ValueTask<IReadOnlyList<CatalogTool>> GetToolsAsync(CancellationToken cancellationToken) => (await BuildAsync(cancellationToken)).Tools;

    /// <summary>A tool or prompt that an aggregated function brings, found without waiting for functions whose prefix is another.</summary>
    public async ValueTask<Registration?> FindAsync(RegistrationType type, string name, CancellationToken cancellationToken)
    {
        foreach (var (_, target) in TargetsOf(await registrations.GetAsync(cancellationToken)))
        {
            if (name.StartsWith(target.Prefix, StringComparison.Ordinal) &&
                (await target.GetAsync(cancellationToken)).Registrations.FirstOrDefault(entry => entry.Type == type && entry.Name == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async ValueTask<Built> BuildAsync(CancellationToken cancellationToken)
    {
        var registered = await registrations.GetAsync(cancellationToken);
        var targets = TargetsOf(registered);
        var entries = targets.Length == 0 ? [] : await Task.WhenAll(targets.Select(target => target.Target.GetAsync(cancellationToken).AsTask()));
        var built = _built;
        if (built is not null && built.Registered == registered && built.Entries.SequenceEqual(entries))
            return built;
        // The tools stay the same list when only registrations changed that bring nothing.
        var tools = built is not null && built.Entries.SequenceEqual(entries) ? built.Tools : [.. entries.SelectMany(brought => brought.Tools)];
        var set = entries.Length == 0 ? registered : registered.With([.. entries.SelectMany(brought => brought.Registrations)]);
        return _built = new(registered, entries, set, tools);
    }

    // What was asked for a registration holds until that changes, however often the table is read.
    private Entry[] TargetsOf(RegisteredSet registered)
    {
        var known = _known;
        if (known.Registered == registered)
            return known.Targets;
        lock (_lock)
        {
            if (_known.Registered == registered)
                return _known.Targets;
            var before = _known.Targets.ToDictionary(target => target.Text, StringComparer.Ordinal);
            var targets = registered.Served.Where(AggregatedTarget.Brings).Select(registration =>
            {
                var text = TextOf(registration);
                return before.GetValueOrDefault(text) ?? new(text, new(registration, _lists, options, time, logger));
            }).ToArray();
            _known = new(registered, targets);
            return targets;
        }
    }

    private static string TextOf(Registration registration)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
            RegistrationJson.Write(writer, registration);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private sealed record Entry(string Text, AggregatedTarget Target);

    private sealed record Known(RegisteredSet Registered, Entry[] Targets);

    private sealed record Built(RegisteredSet Registered, BroughtEntries[] Entries, RegisteredSet Set, IReadOnlyList<CatalogTool> Tools);
}
