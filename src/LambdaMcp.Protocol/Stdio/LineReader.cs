namespace LambdaMcp.Protocol.Stdio;

/// <summary>Reads lines of UTF-8 up to a length; what is longer is left out and told once.</summary>
internal sealed class LineReader(Stream input, int longest)
{
    private const int FirstSize = 16 * 1024;

    private byte[] _buffer = new byte[Math.Min(FirstSize, longest + 1)];
    private int _start;
    private int _end;
    private bool _isSkipping;

    /// <summary>The next line, good until the next call, without its end; null at the end of the input.</summary>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        var seen = 0;
        while (true)
        {
            var unread = _buffer.AsMemory(_start, _end - _start);
            if (unread.Span[seen..].IndexOf((byte)'\n') is >= 0 and var at)
            {
                _start += seen + at + 1;
                if (!_isSkipping)
                    return new(WithoutEnd(unread[..(seen + at)]));
                _isSkipping = false;
                seen = 0;
                continue;
            }

            if (_isSkipping || unread.Length > longest)
            {
                _start = _end = seen = 0;
                if (!_isSkipping)
                {
                    _isSkipping = true;
                    return Line.TooLong;
                }
            }
            else
            {
                seen = unread.Length;
                MakeRoom();
            }

            var read = await input.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                return Rest();
            _end += read;
        }
    }

    private Line? Rest()
    {
        if (_start == _end)
            return null;
        var rest = _buffer.AsMemory(_start, _end - _start);
        _start = _end;
        return new(WithoutEnd(rest));
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
            return;
        var unread = _buffer.AsSpan(_start, _end - _start);
        var target = _start > 0 ? _buffer : new byte[Math.Min(Math.Max(FirstSize, (long)_buffer.Length * 2), longest + 1L)];
        unread.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, unread.Length);
    }

    private static ReadOnlyMemory<byte> WithoutEnd(ReadOnlyMemory<byte> line) => line is { IsEmpty: false } && line.Span[^1] == '\r' ? line[..^1] : line;
}
