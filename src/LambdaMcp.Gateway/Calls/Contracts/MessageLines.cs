using System.Buffers;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>Cuts a stream of bytes into lines; lines of white space alone are left out.</summary>
internal sealed class MessageLines(int longest)
{
    private ArrayBufferWriter<byte> _rest = new();

    /// <summary>Adds a piece of the stream.</summary>
    /// <returns>The lines that end in it, which stay as they are.</returns>
    /// <exception cref="CallFailedException">A line is too long.</exception>
    public List<ReadOnlyMemory<byte>> Add(ReadOnlySpan<byte> piece)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (int end; (end = piece.IndexOf((byte)'\n')) >= 0; piece = piece[(end + 1)..])
        {
            Append(piece[..end]);
            TakeRest(lines);
        }

        Append(piece);
        return lines;
    }

    /// <summary>The last line, which no line feed ends; none when the stream ended with one.</summary>
    public List<ReadOnlyMemory<byte>> End()
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        TakeRest(lines);
        return lines;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        if (_rest.WrittenCount + piece.Length > longest)
            throw new CallFailedException("invalid_answer", $"The function wrote a line of more than {longest:N0} bytes, which is more than a message may have.");
        _rest.Write(piece);
    }

    private void TakeRest(List<ReadOnlyMemory<byte>> lines)
    {
        if (_rest.WrittenSpan.ContainsAnyExcept(" \t\r"u8))
            lines.Add(_rest.WrittenMemory);
        _rest = new();
    }
}
