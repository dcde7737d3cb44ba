namespace LambdaMcp.Protocol.Streams;

/// <summary>One event of a stream.</summary>
/// <param name="Sequence">Its place in the stream, from 0.</param>
/// <param name="Data">The JSON-RPC message, as UTF-8; empty for the event that only gives the client an id to resume from.</param>
/// <param name="IsLast">Whether the stream ends with it.</param>
public sealed record StreamEvent(long Sequence, ReadOnlyMemory<byte> Data, bool IsLast);
