using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>
/// Carries an import out. Each write has the condition that what is stored is still what the plan saw, so a change that somebody made in
/// between is told of and not lost. A write that fails keeps no other from being made.
/// </summary>
internal sealed partial class ImportRun(IRegistrationStore store, ILogger logger)
{
    private const int Parallel = 8;

    private readonly ConcurrentDictionary<string, string> _conflicts = new(StringComparer.Ordinal);

    /// <summary>What was not done, or of which that is not known, by id, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Conflicts => _conflicts;

    /// <summary>Whether the table failed.</summary>
    public bool HasFailed { get; private set; }

    public async Task WriteAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        // What goes makes room for what comes.
        await ForEachAsync(plan.Deleted, stored => stored.Id, (stored, token) => store.DeleteAsync(stored, token), cancellationToken);
        var writes = plan.Updated.Select(change => new Write(change.Stored, change.Registration)).Concat(plan.Created.Select(created => new Write(null, created))).ToList();
        for (var before = int.MaxValue; writes.Count > 0 && writes.Count < before;)
        {
            // One may wait for what another gives up.
            before = writes.Count;
            writes = await ForEachAsync(writes, write => write.Registration.Id, WriteAsync, cancellationToken);
        }
    }

    private Task<RegistrationWrite> WriteAsync(Write write, CancellationToken cancellationToken) => write.Stored is { } stored
        ? store.ReplaceAsync(stored, write.Registration with { Id = stored.Id }, cancellationToken)
        : store.CreateAsync(write.Registration, cancellationToken);

    /// <summary>What could not be written because another registration has something of it.</summary>
    private async Task<List<T>> ForEachAsync<T>(
        IReadOnlyCollection<T> items, Func<T, string> idOf, Func<T, CancellationToken, Task<RegistrationWrite>> write, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentBag<T>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, async (item, token) =>
            {
                var id = idOf(item);
                var outcome = await TryAsync(id, () => write(item, token), token);
                if (outcome is null)
                    return;
                _conflicts.TryRemove(id, out _);
                if (outcome == RegistrationWrite.Stale)
                    _conflicts[id] = "was changed by others in between; import again";
                if (outcome.Holder is { } holder)
                {
                    _conflicts[id] = $"has the {outcome.Claim!.Member} of {holder}";
                    waiting.Add(item);
                }
            });
        return [.. waiting];
    }

    private async Task<RegistrationWrite?> TryAsync(string id, Func<Task<RegistrationWrite>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await write();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, id);
            _conflicts[id] = "could not be written, or its answer got lost: the table failed";
            HasFailed = true;
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The import could not write {Id}")]
    private partial void LogFailed(Exception exception, string id);

    private sealed record Write(Registration? Stored, Registration Registration);
}
