namespace LambdaMcp.StdioClient.Wire;

/// <summary>A message that waits to be written. Until its writing begins it can be taken back.</summary>
internal sealed class OutgoingMessage(ReadOnlyMemory<byte> text)
{
    private const int Begun = 1;
    private const int Revoked = 2;

    private int _state;

    public ReadOnlyMemory<byte> Text => text;

    /// <summary>False when it has been taken back.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, 0) == 0;

    /// <summary>False when the server gets it, or has it already.</summary>
    public bool TryRevoke() => Interlocked.CompareExchange(ref _state, Revoked, 0) is 0 or Revoked;
}
