namespace LambdaMcp.Protocol.Streams;

/// <summary>How long streams are held on which clients listen.</summary>
/// <param name="options">Has the limits.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Cancelled when the process is about to end.</param>
internal sealed class StreamTime(McpEndpointOptions options, TimeProvider time, CancellationToken stopping)
{
    /// <summary>The end of a stream that begins now.</summary>
    /// <param name="deadline">When the host ends the request.</param>
    /// <param name="rightsEnd">When the token ends by which the client listens.</param>
    /// <param name="disconnected">Cancelled when nobody reads the stream any more.</param>
    public StreamEnd Begin(DateTimeOffset? deadline, DateTimeOffset? rightsEnd, CancellationToken disconnected)
    {
        // Twice the reserve: a request's work is cut off one before the deadline, and a stream's end is to be orderly.
        var now = time.GetUtcNow();
        var lifetime = Earlier(Earlier(options.StreamLifetime, deadline - 2 * options.DeadlineReserve - now), rightsEnd - now);
        return new(lifetime > TimeSpan.Zero ? lifetime : TimeSpan.Zero, time, disconnected, stopping);
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan? other) => other < one ? other.Value : one;

    /// <summary>Waits for the next look, or the end.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> PauseAsync(TimeSpan pause, CancellationToken end)
    {
        await Task.Delay(pause, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !end.IsCancellationRequested;
    }
}
