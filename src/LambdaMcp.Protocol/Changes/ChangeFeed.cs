using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Changes;

/// <summary>The changes that one listening client is told of, one after the other.</summary>
internal sealed partial class ChangeFeed(ChangeWatch watch, McpRequest request, ChangeMarks known, ILogger logger)
{
    private ChangeMarks _seen = known;

    /// <summary>What the client wants to be told; it may change while it listens.</summary>
    public required ChangeFilter Filter { get; set; }

    /// <summary>How far the client was told.</summary>
    public ChangeMarks Known { get; private set; } = known;

    /// <summary>Looks for changes and tells them.</summary>
    /// <param name="alsoUpdates">Whether to look for updated resources too, and not only for changed lists.</param>
    /// <param name="tell">Tells one; false when no more is to be told, now or ever.</param>
    /// <param name="cancellationToken">Cancelled when the stream ends.</param>
    /// <returns>False when no more is to be told.</returns>
    public async Task<bool> LookAsync(bool alsoUpdates, Func<Change, Task<bool>> tell, CancellationToken cancellationToken)
    {
        try
        {
            _seen = await watch.ReadListsAsync(request, Filter, _seen, cancellationToken);
            if (alsoUpdates)
                _seen = await watch.ReadUpdatesAsync(_seen, Filter, cancellationToken);
            foreach (var change in Known.To(_seen, Filter).ToArray())
            {
                if (await watch.ConcernsAsync(request, change, cancellationToken) && !await tell(change))
                    return false;
                Known = change.After;
            }
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                LogNotLooked(exception); // What is not told now is told after the next look.
        }

        return true;
    }

    [LoggerMessage(5, LogLevel.Warning, "An open stream could not look for changes")]
    private partial void LogNotLooked(Exception exception);
}
