namespace LambdaMcp.Protocol.Client;

/// <summary>The way to the client, as the endpoint itself uses it.</summary>
internal interface IClientStream : IClientChannel
{
    /// <summary>Whether the client takes messages before the result.</summary>
    bool IsOpen { get; }

    /// <summary>Sends a JSON-RPC message that belongs to the request.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
