using System.Text;
using System.Collections.Concurrent;
using LambdaMcp.Protocol.Client;

namespace LambdaMcp.StdioClient.Tests.Calls;

/// <summary>A client that remembers what it hears.</summary>
internal sealed class Listener : IClientChannel
{
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Hears nothing until it is released.</summary>
    public Task Slowness { get; init; } = Task.CompletedTask;

    public async ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        Heard.Enqueue($"{method} {Encoding.UTF8.GetString(parameters.Span)}");
        await Slowness.WaitAsync(cancellationToken);
    }
}
