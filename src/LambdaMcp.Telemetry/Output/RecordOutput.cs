namespace LambdaMcp.Telemetry.Output;

/// <summary>Where records go, opened with the first one. A line is one write, so lines of several threads do not mix.</summary>
/// <param name="open">Opens the stream; it is not closed.</param>
internal sealed class RecordOutput(Func<Stream> open)
{
    private readonly Lock _writing = new();
    private Stream? _stream;

    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_writing)
        {
            try
            {
                _stream ??= open();
                _stream.Write(line);
                _stream.Flush();
            }
            catch (IOException)
            {
                // Whoever read the log has gone, and cannot be told of that in it; callers get their answers all the same.
            }
        }
    }
}
