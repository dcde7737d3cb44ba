using System.Buffers;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>Writes messages as lines, each as a whole, however many are written at once. That nobody reads any more is no failure.</summary>
internal sealed class LineWriter(Stream output) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _broken = new();

    /// <summary>Cancelled when nobody reads any more.</summary>
    public CancellationToken Broken => _broken.Token;

    public void Dispose()
    {
        _writing.Dispose();
        _broken.Dispose();
    }

    /// <param name="message">A JSON-RPC message.</param>
    /// <param name="unwanted">Cancelled when the message is not wanted any more; one that was begun is written to its end.</param>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken unwanted)
    {
        var line = ArrayPool<byte>.Shared.Rent(message.Length + 1);
        try
        {
            message.Span.CopyTo(line);
            var text = line.AsSpan(0, message.Length);
            // Between the tokens of JSON a line break may be any white space, and within them there is none.
            text.Replace((byte)'\n', (byte)' ');
            text.Replace((byte)'\r', (byte)' ');
            line[message.Length] = (byte)'\n';
            await WriteLineAsync(line.AsMemory(0, message.Length + 1), unwanted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    private async Task WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken unwanted)
    {
        await _writing.WaitAsync(unwanted);
        try
        {
            if (_broken.IsCancellationRequested || unwanted.IsCancellationRequested)
                return;
            await output.WriteAsync(line, CancellationToken.None);
            await output.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            await _broken.CancelAsync();
        }
        finally
        {
            _writing.Release();
        }
    }
}
