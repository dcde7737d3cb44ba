using LambdaMcp.Protocol.Streams;

namespace LambdaMcp.Protocol.Changes;

/// <summary>
/// How far a session was told of changes, kept in the event log. The streams of one session take turns by it: a message belongs on one
/// of them (MCP 2025-11-25, "Multiple Connections"), and the one that was opened last has the word. A stream that is opened later goes on
/// where the one before ended.
/// </summary>
internal sealed class ToldChanges
{
    public const string StreamName = "changes";

    private readonly IEventLog _log;
    private readonly string _sessionId;
    private readonly McpEndpointOptions _options;
    private readonly TimeProvider _time;
    private long _sequence;

    private ToldChanges(IEventLog log, string sessionId, McpEndpointOptions options, TimeProvider time) =>
        (_log, _sessionId, _options, _time) = (log, sessionId, options, time);

    /// <summary>The id of the last event.</summary>
    public string EventId => new StreamEventId(StreamName, _sequence).ToString();

    /// <summary>Takes the word.</summary>
    /// <param name="log">Where turns are kept.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="after">The event after which the client goes on; null: after the last one that was sent to anybody.</param>
    /// <param name="fresh">What a client knows that was never told anything.</param>
    /// <param name="options">Has the limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancelled when the stream ends.</param>
    /// <returns>The turn and what the client knows; null when there is no such event.</returns>
    public static async Task<(ToldChanges Turn, ChangeMarks Known)?> OpenAsync(
        IEventLog log, string sessionId, long? after, ChangeMarks fresh, McpEndpointOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var turn = new ToldChanges(log, sessionId, options, time);
        ChangeMarks? known = null;
        var next = 0L;
        while (true)
        {
            var events = await log.ReadAsync(sessionId, StreamName, next, cancellationToken);
            foreach (var one in events)
            {
                if (after is null || one.Sequence == after)
                    known = ChangeMarks.FromJson(one.Data);
                next = one.Sequence + 1;
            }

            if (events.Count > 0)
                continue;
            if (after is not null && known is null)
                return null;
            turn._sequence = (next > 0 ? next : First(time.GetUtcNow())) - 1;
            if (await turn.TryAdvanceAsync(known ?? fresh, cancellationToken))
                return (turn, known ?? fresh);
        }
    }

    // Never a number twice, also when all events before have expired: a client may still have their ids. Events live for minutes, and
    // two streams that begin at once should want the same number.
    private static long First(DateTimeOffset now) => (now.ToUnixTimeSeconds() / 60) << 16;

    /// <summary>Notes that the client is told something now.</summary>
    /// <returns>False when another stream has the word.</returns>
    public async Task<bool> TryAdvanceAsync(ChangeMarks told, CancellationToken cancellationToken)
    {
        // Long enough for the next stream to go on from here.
        var expiresAt = _time.GetUtcNow() + 2 * _options.StreamLifetime + TimeSpan.FromMinutes(5);
        if (!await _log.TryAppendAsync(_sessionId, StreamName, new(_sequence + 1, told.ToJson(), IsLast: false), expiresAt, cancellationToken))
            return false;
        _sequence++;
        return true;
    }
}
