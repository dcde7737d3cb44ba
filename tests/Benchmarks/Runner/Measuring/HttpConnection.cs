using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Runner.Measuring;

/// <summary>The server's side of one HTTP/1.1 connection: just what a Lambda runtime sends.</summary>
internal sealed class HttpConnection(Socket socket) : IDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next request; null when the other side has closed.</summary>
    public HttpRequest? Read()
    {
        if (ReadLine() is not { } requestLine)
            return null;
        var length = 0;
        var chunked = false;
        while (ReadLine() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header.AsSpan(15), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
            else if (header.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase))
                chunked = header.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        }

        var parts = requestLine.Split(' ');
        return new(parts[0], parts[1], chunked ? ReadChunks() : ReadBytes(length));
    }

    public void Send(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
            message = message[socket.Send(message)..];
    }

    public void Dispose() => socket.Dispose();

    private byte[] ReadChunks()
    {
        using var body = new MemoryStream();
        while (ReadLine() is { } line)
        {
            var size = int.Parse(line.AsSpan(0, line.IndexOf(';') is var end and >= 0 ? end : line.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            body.Write(ReadBytes(size));
            ReadLine();
        }

        while (ReadLine() is { Length: > 0 })
        {
            // Trailers: how Lambda's runtimes tell of errors after the first byte. None is right here.
        }

        return body.ToArray();
    }

    private string? ReadLine()
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            if (!Receive())
                return null;
        }

        var line = Encoding.ASCII.GetString(_buffer, _start, length).TrimEnd('\r');
        _start += length + 1;
        return line;
    }

    private byte[] ReadBytes(int count)
    {
        while (_end - _start < count)
        {
            if (!Receive())
                throw new IOException("The connection ended within a body.");
        }

        var bytes = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return bytes;
    }

    private bool Receive()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = socket.Receive(_buffer.AsSpan(_end));
        _end += received;
        return received > 0;
    }
}
