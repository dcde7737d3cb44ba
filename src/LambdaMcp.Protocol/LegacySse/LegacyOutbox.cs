using System.Collections.Concurrent;
using LambdaMcp.Protocol.Streams;

namespace LambdaMcp.Protocol.LegacySse;

/// <summary>
/// What is to go out on a session's one stream (MCP 2024-11-05, "HTTP with SSE"): any instance puts messages in, and the one that holds
/// the stream takes them out. It has many writers, so the next free place is found by trying.
/// </summary>
internal sealed class LegacyOutbox(IEventLog log, McpEndpointOptions options, TimeProvider time)
{
    private const string StreamName = "sse";
    private const int MostEnds = 1000;
    private readonly ConcurrentDictionary<string, (long Place, DateTimeOffset GoodUntil)> _ends = new(StringComparer.Ordinal);

    /// <summary>Puts a message in.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="message">The JSON-RPC message; nothing marks the beginning of a stream.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    /// <returns>Its place.</returns>
    public async Task<long> PutAsync(string sessionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var place = _ends.TryGetValue(sessionId, out var known) && now < known.GoodUntil
            ? known.Place
            : await EndAsync(sessionId, 0, cancellationToken);

        // A stream begins anew long before what it began with last is forgotten, so numbers only ever grow.
        var lifetime = options.EventLifetime > 2 * options.StreamLifetime ? options.EventLifetime : 2 * options.StreamLifetime;
        while (!await log.TryAppendAsync(sessionId, StreamName, new(place, message, IsLast: false), now + lifetime, cancellationToken))
            place = await EndAsync(sessionId, place, cancellationToken);

        if (_ends.Count >= MostEnds)
            _ends.Clear();

        // Later, what others have put in since may be forgotten already, and its places look free; but nobody reads there any more.
        _ends[sessionId] = (place + 1, now + lifetime / 2);
        return place;
    }

    /// <summary>The messages from a place on, in order.</summary>
    public Task<IReadOnlyList<StreamEvent>> TakeAsync(string sessionId, long from, CancellationToken cancellationToken) =>
        log.ReadAsync(sessionId, StreamName, from, cancellationToken);

    private async Task<long> EndAsync(string sessionId, long from, CancellationToken cancellationToken)
    {
        while (await TakeAsync(sessionId, from, cancellationToken) is [.., var last])
            from = last.Sequence + 1;
        return from;
    }
}
