using System.Collections.Concurrent;

namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>Details as old as they may be, several functions at once.</summary>
internal sealed class FunctionDetailCache(IFunctionDetails details, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    // Lambda answers about a hundred such questions a second.
    private const int AtOnce = 10;

    private readonly ConcurrentDictionary<string, (FunctionDetails? Details, DateTimeOffset ReadAt)> _read = new(StringComparer.Ordinal);

    /// <summary>The details of these functions; of one that is gone there are none.</summary>
    /// <exception cref="ManagementUnavailableException">They cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, FunctionDetails>> GetAsync(IEnumerable<string> arns, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<string, FunctionDetails>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(arns, options, async (arn, token) =>
        {
            if (await FindAsync(arn, token) is { } known)
                found[arn] = known;
        });
        return found;
    }

    /// <summary>The details of one function; null when it is gone.</summary>
    /// <exception cref="ManagementUnavailableException">They cannot be read.</exception>
    public async ValueTask<FunctionDetails?> FindAsync(string arn, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(arn, out var known) && time.GetUtcNow() - known.ReadAt < MaxAge)
            return known.Details;
        var read = await details.FindAsync(arn, cancellationToken);
        _read[arn] = (read, time.GetUtcNow());
        return read;
    }
}
