using System.Collections.Concurrent;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>
/// Carries an import out. Each write has the condition that what is stored is still what the plan saw, so a change that somebody made in
/// between is told of and not lost.
/// </summary>
internal sealed class ImportRun(IRegistrationStore store)
{
    private const int Parallel = 8;

    private readonly ConcurrentDictionary<string, string> _conflicts = new(StringComparer.Ordinal);

    /// <summary>What was not done, by id, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Conflicts => _conflicts;

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
                var outcome = await write(item, token);
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

    private sealed record Write(Registration? Stored, Registration Registration);
}
