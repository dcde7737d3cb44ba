namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>Carries the news that an aggregated function's lists changed from the instance that hears it in a call to all others.</summary>
public interface IListChanges
{
    /// <summary>Notes that the lists of a function changed.</summary>
    /// <param name="target">The name of the function's registration.</param>
    /// <param name="mark">What tells this change from all others.</param>
    /// <param name="expiresAt">When every instance has read the lists anew in any case.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    Task NoteAsync(string target, string mark, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>The mark of the last change of each function whose lists changed lately, by the registration's name. It costs by what changed, not by how many functions there are.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken);
}
