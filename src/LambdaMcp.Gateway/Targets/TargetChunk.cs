namespace LambdaMcp.Gateway.Targets;

/// <summary>A piece of a function's answer. Pieces are cut anywhere, also within a line or a character.</summary>
/// <param name="Data">The piece's bytes; they stay as they are.</param>
public sealed record TargetChunk(ReadOnlyMemory<byte> Data) : TargetStreamEvent;
