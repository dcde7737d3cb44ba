using System.Threading.Channels;

namespace LambdaMcp.Tools.Serving;

/// <summary>
/// The messages that a call sends, in the order in which they were given. Giving one never waits, so that progress can be reported from code
/// that is not asynchronous. What comes after the response is dropped.
/// </summary>
internal sealed class Outlet
{
    private readonly Channel<ReadOnlyMemory<byte>> _messages =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true, AllowSynchronousContinuations = false });

    /// <summary>Whether the response was given.</summary>
    public bool IsAnswered { get; private set; }

    public void Send(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message);

    /// <summary>Gives the response, which nothing follows.</summary>
    public void Answer(ReadOnlyMemory<byte> response)
    {
        IsAnswered = true;
        Send(response);
        End();
    }

    /// <summary>Nothing follows.</summary>
    public void End() => _messages.Writer.TryComplete();

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken) => _messages.Reader.ReadAllAsync(cancellationToken);
}
