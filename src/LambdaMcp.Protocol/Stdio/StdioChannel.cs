using LambdaMcp.Protocol.Client;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>The way to the client of one request: the lines that all requests share.</summary>
/// <param name="writer">Writes the lines.</param>
/// <param name="time">The clock.</param>
/// <param name="unwanted">Cancelled when the client wants to hear no more of the request.</param>
internal sealed class StdioChannel(LineWriter writer, TimeProvider time, CancellationToken unwanted) : IClientStream
{
    private readonly NotificationBudget _budget = new(time);

    public bool IsOpen => true;

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken) =>
        _budget.TryWrite(method, parameters, out var message) ? SendAsync(message, cancellationToken) : default;

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return writer.WriteAsync(message, unwanted);
    }
}
