using System.Text;
using LambdaMcp.Protocol.Client;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Remembers what a client was notified of: method and params.</summary>
internal sealed class NotedClient : IClientChannel
{
    public List<string> Notifications { get; } = [];

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        Notifications.Add($"{method} {Encoding.UTF8.GetString(parameters.Span)}");
        return default;
    }

    public List<TimeSpan> Releases { get; } = [];

    public ValueTask ReleaseAsync(TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        Releases.Add(retryAfter);
        return default;
    }
}
