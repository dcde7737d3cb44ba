using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>Reads one HTTP/1.1 reply, with a length or in chunks, into a buffer that grows with it.</summary>
internal sealed class HttpReplyReader(RuntimeApiConnection connection, byte[] buffer)
{
    private readonly InvocationHead _head = new();
    private byte[] _buffer = buffer;
    private int _filled;
    private int _length;
    private bool _chunked;
    private bool _closes;

    public byte[] Buffer => _buffer;

    /// <exception cref="IOException">The connection broke, or what came is not HTTP.</exception>
    public RuntimeApiReply Read()
    {
        int end = FindAfter(0, "\r\n\r\n"u8);
        int status = ReadHead(_buffer.AsSpan(0, end));
        if (_chunked)
            _length = ReadChunks(end);
        else
            Fill(end + _length);
        return new RuntimeApiReply(status, _head, new ArraySegment<byte>(_buffer, end, _length), _closes);
    }

    private int ReadHead(ReadOnlySpan<byte> head)
    {
        int line = head.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> first = head[..line];
        if (first.Length < 12 || !first.StartsWith("HTTP/1."u8) || !Utf8Parser.TryParse(first.Slice(9, 3), out int status, out _))
            throw new IOException("The Runtime API sent something that is not HTTP.");
        for (head = head[(line + 2)..]; (line = head.IndexOf("\r\n"u8)) > 0; head = head[(line + 2)..])
        {
            int colon = head[..line].IndexOf((byte)':');
            if (colon > 0)
                ReadHeader(head[..colon], head[(colon + 1)..line].Trim((byte)' '));
        }

        return status;
    }

    private void ReadHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            _length = ParseNumber(value, 'D');
        else if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8))
            _chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
        else if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
            _closes = Ascii.EqualsIgnoreCase(value, "close"u8);
        else if (Ascii.EqualsIgnoreCase(name, "Lambda-Runtime-Aws-Request-Id"u8))
            _head.RequestId = Encoding.UTF8.GetString(value);
        else if (Ascii.EqualsIgnoreCase(name, "Lambda-Runtime-Deadline-Ms"u8))
            _head.DeadlineMs = Utf8Parser.TryParse(value, out long deadline, out _) ? deadline : 0;
        else if (Ascii.EqualsIgnoreCase(name, "Lambda-Runtime-Invoked-Function-Arn"u8))
            _head.FunctionArn = Encoding.UTF8.GetString(value);
        else if (Ascii.EqualsIgnoreCase(name, "Lambda-Runtime-Trace-Id"u8))
            _head.TraceId = Encoding.UTF8.GetString(value);
        else if (Ascii.EqualsIgnoreCase(name, "Lambda-Runtime-Client-Context"u8))
            _head.ClientContext = Encoding.UTF8.GetString(value);
        else if (Ascii.EqualsIgnoreCase(name, "Lambda-Runtime-Cognito-Identity"u8))
            _head.CognitoIdentity = Encoding.UTF8.GetString(value);
    }

    /// <summary>Joins the chunks where they stand and returns the length of the body.</summary>
    private int ReadChunks(int start)
    {
        int body = start;
        int next = start;
        while (true)
        {
            int dataStart = FindAfter(next, "\r\n"u8);
            ReadOnlySpan<byte> size = _buffer.AsSpan(next, dataStart - 2 - next);
            int extension = size.IndexOf((byte)';');
            int length = ParseNumber((extension < 0 ? size : size[..extension]).Trim((byte)' '), 'X');
            if (length == 0)
            {
                SkipTrailers(dataStart);
                return body - start;
            }

            Fill(dataStart + length + 2);
            _buffer.AsSpan(dataStart, length).CopyTo(_buffer.AsSpan(body));
            body += length;
            next = dataStart + length + 2;
        }
    }

    private void SkipTrailers(int start)
    {
        for (int end = FindAfter(start, "\r\n"u8); end - start > 2; end = FindAfter(start, "\r\n"u8))
            start = end;
    }

    /// <summary>The position after the next mark, for which it waits.</summary>
    private int FindAfter(int start, ReadOnlySpan<byte> mark)
    {
        int at;
        while ((at = _buffer.AsSpan(start, _filled - start).IndexOf(mark)) < 0)
            Fill(_filled + 1);
        return start + at + mark.Length;
    }

    private void Fill(int needed)
    {
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        while (_filled < needed)
        {
            int read = connection.Read(_buffer.AsSpan(_filled));
            if (read == 0)
            {
                connection.Close();
                throw new EndOfStreamException("The Runtime API closed the connection.");
            }

            _filled += read;
        }
    }

    private static int ParseNumber(ReadOnlySpan<byte> digits, char format) =>
        int.TryParse(digits, format == 'X' ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 0
            ? number
            : throw new IOException("The Runtime API sent a length that is not a number.");
}
