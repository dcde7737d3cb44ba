using System.Threading.Channels;
using LambdaMcp.Protocol.Stdio;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>
/// Writes messages one after the other. Nobody waits for that: a server that does not read could otherwise hold up what reads it, and the calls that are
/// to be cancelled.
/// </summary>
internal sealed class Outbox
{
    private const int MostReplies = 1000;

    private readonly Channel<OutgoingMessage> _waiting = Channel.CreateUnbounded<OutgoingMessage>(new() { SingleReader = true });
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stream _toServer;
    private int _replies;

    public Outbox(Stream toServer)
    {
        _toServer = toServer;
        Written = Task.Run(WriteAsync);
    }

    /// <summary>Ends when the server takes nothing any more; never fails.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Ends when there is nothing more to write, after <see cref="Complete"/> or because the server takes nothing; never fails.</summary>
    public Task Written { get; }

    public OutgoingMessage Post(ReadOnlyMemory<byte> text)
    {
        var message = new OutgoingMessage(text);
        _waiting.Writer.TryWrite(message);
        return message;
    }

    /// <summary>Answers the server, unless it asks and asks and does not read.</summary>
    public void PostReply(ReadOnlyMemory<byte> text)
    {
        if (Volatile.Read(ref _replies) >= MostReplies)
            return;
        Interlocked.Increment(ref _replies);
        Post(text);
    }

    public void Complete() => _waiting.Writer.TryComplete();

    private async Task WriteAsync()
    {
        using var lines = new LineWriter(_toServer);
        try
        {
            await foreach (var message in _waiting.Reader.ReadAllAsync())
            {
                if (message.TryBegin())
                    await lines.WriteAsync(message.Text, CancellationToken.None);
                if (!_waiting.Reader.TryPeek(out _))
                    Volatile.Write(ref _replies, 0);
                if (lines.Broken.IsCancellationRequested)
                    break;
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or NotSupportedException or InvalidOperationException)
        {
            // The stream was closed under it.
        }

        _broken.TrySetResult();
    }
}
