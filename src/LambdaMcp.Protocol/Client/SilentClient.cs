namespace LambdaMcp.Protocol.Client;

/// <summary>The channel to a client that takes nothing but the result.</summary>
public sealed class SilentClient : IClientChannel
{
    private SilentClient()
    {
    }

    /// <summary>The one instance.</summary>
    public static SilentClient Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken) => default;
}
