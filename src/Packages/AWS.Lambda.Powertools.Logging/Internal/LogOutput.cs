namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Standard output, opened with the first line. A line is one write, so lines of several threads do not mix.</summary>
internal sealed class LogOutput(Func<Stream> open)
{
    private readonly Lock _writing = new();
    private Stream? _stream;

    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_writing)
        {
            _stream ??= open();
            _stream.Write(line);
            _stream.Flush();
        }
    }
}
