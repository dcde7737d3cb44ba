using System.Text;
using Amazon.Lambda.Core.ResponseStreaming;
using Amazon.Lambda.RuntimeSupport.Errors;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>An answer in chunks, written while the handler works. It ends well, or by a trailer that carries the error.</summary>
internal sealed class StreamedAnswer(RuntimeApiConnection connection) : LambdaResponseStream
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    /// <summary>Ends the prelude.</summary>
    private static ReadOnlySpan<byte> Delimiter => "\0\0\0\0\0\0\0\0"u8;

    private readonly byte[] _size = new byte[10];
    private long _written;
    private bool _ended;

    public override long BytesWritten => _written;

    /// <exception cref="IOException">The Runtime API takes no more of the answer, or is gone.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        // The reply follows the answer's end: one that comes before is a refusal, and what is written after it goes nowhere.
        if (connection.HasInput)
            throw new IOException("The Runtime API ended the answer before the function did.");
        await AppendChunkAsync(buffer, cancellationToken);
        await connection.SendAsync(cancellationToken);
    }

    /// <summary>Puts status and headers before the body.</summary>
    public void AppendPrelude(ReadOnlySpan<byte> prelude)
    {
        connection.Append(FormatSize(prelude.Length + Delimiter.Length).Span);
        connection.Append(prelude);
        connection.Append(Delimiter);
        connection.Append(LineEnd);
    }

    /// <summary>Sends what was appended so far: for an answer whose head must not wait for its body.</summary>
    public void Send() => connection.Send();

    /// <summary>Writes the last bytes and ends the answer.</summary>
    /// <exception cref="IOException">The caller, or the Runtime API, is gone.</exception>
    public async ValueTask EndAsync(ReadOnlyMemory<byte> last)
    {
        await AppendChunkAsync(last, CancellationToken.None);
        _ended = true;
        await connection.AppendAsync(LastChunk, CancellationToken.None);
        await connection.SendAsync(CancellationToken.None);
    }

    /// <summary>Ends the answer, if it was not ended.</summary>
    /// <exception cref="IOException">The caller, or the Runtime API, is gone.</exception>
    public void End()
    {
        if (_ended)
            return;
        _ended = true;
        connection.Append(LastChunk);
        connection.Send();
    }

    /// <summary>Ends the answer with an error; one that ended before stays as it is.</summary>
    /// <exception cref="IOException">The caller, or the Runtime API, is gone.</exception>
    public void Fail(Exception error)
    {
        if (_ended)
            return;
        _ended = true;
        connection.Append(Encoding.ASCII.GetBytes(
            $"0\r\nLambda-Runtime-Function-Error-Type: {ErrorDocument.TypeOf(error)}\r\n" +
            $"Lambda-Runtime-Function-Error-Body: {Convert.ToBase64String(ErrorDocument.Write(error))}\r\n\r\n"));
        connection.Send();
    }

    private async ValueTask AppendChunkAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (data.IsEmpty)
            return;
        await connection.AppendAsync(FormatSize(data.Length), cancellationToken);
        await connection.AppendAsync(data, cancellationToken);
        await connection.AppendAsync(LineEnd, cancellationToken);
        _written += data.Length;
    }

    private ReadOnlyMemory<byte> FormatSize(int length)
    {
        length.TryFormat(_size, out int digits, "X", provider: null);
        LineEnd.CopyTo(_size, digits);
        return _size.AsMemory(0, digits + LineEnd.Length);
    }
}
