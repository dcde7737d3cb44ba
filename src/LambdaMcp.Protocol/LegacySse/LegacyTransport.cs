namespace LambdaMcp.Protocol.LegacySse;

/// <summary>The two ends of HTTP with SSE (MCP 2024-11-05).</summary>
internal sealed record LegacyTransport(LegacyStreams Streams, LegacyMessages Messages);
