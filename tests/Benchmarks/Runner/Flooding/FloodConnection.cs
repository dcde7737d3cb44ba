using System.Buffers.Text;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Runner.Flooding;

/// <summary>One connection of a flood: requests are sent without waiting for answers, and of these only the statuses are looked at.</summary>
internal sealed class FloodConnection : IDisposable
{
    private const string Body = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    private readonly Socket _socket;
    private readonly byte[] _anonymous;
    private readonly byte[] _withToken;
    private readonly int _tokenAt;
    private readonly byte[] _piece;
    private int _expected;
    private int _seen;
    private int _isSent;

    private FloodConnection(Socket socket, Uri url)
    {
        _socket = socket;
        var token = new string('x', 43);
        _anonymous = Request(url, "");
        _withToken = Request(url, $"Authorization: Bearer {token}\r\n");
        _tokenAt = _withToken.AsSpan().IndexOf(Encoding.ASCII.GetBytes(token));
        _piece = new byte[_withToken.Length * 8];
        Answered = Task.Run(ReadAsync);
    }

    /// <summary>How many answers there were of each status, once all have come.</summary>
    public Task<Dictionary<int, int>> Answered { get; }

    public static async Task<FloodConnection> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port, cancellationToken);
        return new(socket, url);
    }

    /// <summary>Sends requests in one piece: the even ones without a token.</summary>
    public async Task SendAsync(int first, int count, CancellationToken cancellationToken)
    {
        var length = 0;
        for (var number = first; number < first + count; number++)
        {
            var request = number % 2 == 0 ? _anonymous : _withToken;
            request.CopyTo(_piece, length);
            if (request == _withToken)
                Base64Url.EncodeToUtf8(RandomNumberGenerator.GetBytes(32), _piece.AsSpan(length + _tokenAt));
            length += request.Length;
        }

        Interlocked.Add(ref _expected, count);
        await _socket.SendAsync(_piece.AsMemory(0, length), cancellationToken);
    }

    /// <summary>Lets the connection end once everything is answered. Not before: a server need not answer who has closed one half.</summary>
    public void EndSending()
    {
        Interlocked.Exchange(ref _isSent, 1);
        if (Interlocked.CompareExchange(ref _seen, 0, 0) == _expected)
            _socket.Shutdown(SocketShutdown.Send);
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] Request(Uri url, string header) => Encoding.ASCII.GetBytes(
        $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\n{header}Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    private async Task<Dictionary<int, int>> ReadAsync()
    {
        var statuses = new Dictionary<int, int>();
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (Interlocked.CompareExchange(ref _isSent, 0, 0) == 0 || _seen < _expected)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                break;
            length += read;
            var at = 0;
            while (FloodAnswer.TryRead(buffer.AsSpan(at, length - at), out var status, out var size))
            {
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                at += size;
                Interlocked.Increment(ref _seen);
            }

            buffer.AsSpan(at, length - at).CopyTo(buffer);
            length -= at;
        }

        return statuses;
    }
}
