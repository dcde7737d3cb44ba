using Amazon.Lambda.Core.ResponseStreaming;
using LambdaMcp.Protocol.Client;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>
/// The streamed answer of an invocation: one message a line, each sent as it is given. It is opened by the first, so that an invocation which has nothing
/// to say but its answer is answered in one piece.
/// </summary>
/// <param name="open">Opens it.</param>
internal sealed class MessageStream(Func<Stream> open) : IClientChannel, IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _gone = new();
    private Stream? _stream;
    private bool _isOver;

    /// <summary>A stream of the invocation that the calling method serves.</summary>
    public static MessageStream OfInvocation()
    {
        // It is opened from where the server is read, which the invocation's flow does not reach.
        var flow = ExecutionContext.Capture();
        return new(() =>
        {
            Stream? stream = null;
            if (flow is null)
                stream = Create();
            else
                ExecutionContext.Run(flow, _ => stream = Create(), null);
            return stream!;
        });
    }

    /// <summary>Cancelled when the caller takes nothing any more.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Whether anything was sent, so that the answer has to be sent too.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _stream is not null;
        }
    }

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        Send(MessageWriter.Notification(method, parameters));
        return default;
    }

    /// <returns>False when it is over.</returns>
    public bool Send(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            if (_isOver)
                return false;
            _stream ??= open();
            byte[] line = [.. message.Span, (byte)'\n'];
            try
            {
                // Whoever gives a message waits until it is sent: a server is read no faster than its caller takes.
                _stream.Write(line, 0, line.Length);
                return true;
            }
            catch (IOException)
            {
                _isOver = true;
            }
        }

        _gone.Cancel();
        return false;
    }

    /// <summary>Ends it: what comes later reaches nobody.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _stream?.Dispose();
        }

        _gone.Dispose();
    }

#pragma warning disable CA2252 // AWS's package calls response streaming a preview.
    private static LambdaResponseStream Create() => LambdaResponseStreamFactory.CreateStream();
#pragma warning restore CA2252
}
