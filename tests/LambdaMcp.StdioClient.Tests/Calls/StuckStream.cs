using System.Text.Json.Nodes;

namespace LambdaMcp.StdioClient.Tests.Calls;

/// <summary>The input of a server that does not read, until it is released.</summary>
internal sealed class StuckStream : Stream
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _count = new(0);
    private readonly MemoryStream _written = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public string[] Methods =>
        [.. System.Text.Encoding.UTF8.GetString(_written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["method"]!)];

    public void Release() => _released.TrySetResult();

    public async Task WrittenAsync(int lines)
    {
        for (; lines > 0; lines--)
            await _count.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _released.Task;
        _written.Write(buffer.Span);
        _count.Release();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
