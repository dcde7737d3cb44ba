using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.Sessions;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Streams;

/// <summary>Decides which streams are recorded: those of sessions whose client can come back for what it missed.</summary>
internal sealed class Recordings(IEventLog? log, McpEndpointOptions options, TimeProvider time, ILogger<Recordings> logger)
{
    private const string Resumable = "2025-03-26";
    private const string Polled = "2025-11-25";

    /// <summary>The log, if clients can come back at all.</summary>
    public IEventLog? Log => options.StreamLifetime > TimeSpan.Zero ? log : null;

    /// <summary>Whether a session's client takes events without a message, and comes back when a stream is let go of (SEP-1699).</summary>
    public static bool IsPolled(SessionRecord session) => ProtocolVersions.IsAtLeast(session.ProtocolVersion, Polled);

    public void Prepare(HttpExchange exchange, SessionRecord? session)
    {
        if (Log is { } usable && session is not null && ProtocolVersions.IsAtLeast(session.ProtocolVersion, Resumable))
            exchange.Record(new(usable, session.Id, options.EventLifetime, time, logger), IsPolled(session));
    }
}
