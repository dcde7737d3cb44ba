using System.Net;
using System.Net.Sockets;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>One kept-alive connection to the Runtime API: bytes out, HTTP replies in. One exchange at a time.</summary>
/// <remarks>
/// A client of its own because System.Net.Http cannot send trailers, which is how a stream that breaks off says so, and because
/// its first request costs more than everything else on the way to the first answer.
/// </remarks>
internal sealed class RuntimeApiConnection(RuntimeApiEndpoint endpoint) : IDisposable
{
    private const int Capacity = 16 * 1024;

    private readonly byte[] _output = new byte[Capacity];
    private int _pending;
    private Socket? _socket;

    /// <summary>Whether the socket served an exchange before, so that its peer may have closed it meanwhile.</summary>
    public bool IsReused { get; private set; }

    /// <summary>Whether the peer has said something, or has hung up.</summary>
    public bool HasInput
    {
        get
        {
            try
            {
                return _socket?.Poll(0, SelectMode.SelectRead) ?? false;
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                throw Broken(error);
            }
        }
    }

    /// <summary>Connects if there is no connection.</summary>
    /// <exception cref="IOException">Nothing listens there.</exception>
    public void Open()
    {
        if (_socket is not null)
            return;
        IPAddress address = endpoint.Resolve();
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(address, endpoint.Port);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IOException($"The Runtime API at {endpoint} does not answer: {error.Message}", error);
        }

        _socket = socket;
        IsReused = false;
        _pending = 0;
    }

    /// <summary>Puts bytes aside for the next send; what does not fit goes out at once.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Capacity - _pending)
            Send();
        if (bytes.Length > Capacity)
        {
            SendAll(bytes);
            return;
        }

        bytes.CopyTo(_output.AsSpan(_pending));
        _pending += bytes.Length;
    }

    /// <summary>Sends what was put aside.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public void Send()
    {
        SendAll(_output.AsSpan(0, _pending));
        _pending = 0;
    }

    /// <summary>Puts bytes aside, as <see cref="Append"/> does, and waits without a thread where the peer is slow.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > Capacity - _pending)
            await SendAsync(cancellationToken);
        if (bytes.Length > Capacity)
        {
            await SendAllAsync(bytes, cancellationToken);
            return;
        }

        bytes.CopyTo(_output.AsMemory(_pending));
        _pending += bytes.Length;
    }

    /// <summary>Sends what was put aside; a small answer is handed to the kernel without waiting.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await SendAllAsync(_output.AsMemory(0, _pending), cancellationToken);
        _pending = 0;
    }

    /// <summary>Waits for a reply's head and body.</summary>
    /// <param name="buffer">Holds the reply; grown where it is too small.</param>
    /// <exception cref="IOException">The connection broke, or what came is not HTTP.</exception>
    public RuntimeApiReply Receive(ref byte[] buffer)
    {
        HttpReplyReader reader = new(this, buffer);
        try
        {
            RuntimeApiReply reply = reader.Read();
            if (reply.Closes)
                Close();
            else
                IsReused = true;
            return reply;
        }
        finally
        {
            buffer = reader.Buffer;
        }
    }

    /// <summary>Waits for some bytes; 0 where the peer closed.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public int Read(Span<byte> buffer)
    {
        Socket socket = _socket ?? throw new IOException("The connection to the Runtime API is closed.");
        try
        {
            // Once a write was asynchronous the socket does not block any more; the poll keeps the wait on this thread all the same.
            socket.Poll(-1, SelectMode.SelectRead);
            return socket.Receive(buffer);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
    }

    /// <summary>Wakes the thread that waits for a reply; the only member that another thread may call.</summary>
    public void Interrupt()
    {
        try
        {
            _socket?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was closed already, so nobody waits.
        }
    }

    /// <summary>Drops the connection; the next <see cref="Open"/> makes a new one.</summary>
    public void Close()
    {
        _socket?.Dispose();
        _socket = null;
        IsReused = false;
        _pending = 0;
    }

    public void Dispose() => Close();

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        Socket socket = _socket ?? throw new IOException("The connection to the Runtime API is closed.");
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[socket.Send(bytes)..];
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Socket socket = _socket ?? throw new IOException("The connection to the Runtime API is closed.");
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
        catch (OperationCanceledException)
        {
            // Part of the message may be out, so nothing sensible can follow it.
            Close();
            throw;
        }
    }

    private IOException Broken(Exception error)
    {
        Close();
        return new IOException($"The connection to the Runtime API at {endpoint} broke: {error.Message}", error);
    }
}
