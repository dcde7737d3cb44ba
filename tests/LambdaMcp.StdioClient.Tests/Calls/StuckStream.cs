using System.Text.Json.Nodes;

namespace LambdaMcp.StdioClient.Tests.Calls;

/// <summary>The input of a server that may stop reading.</summary>
internal sealed class StuckStream : Stream
{
    private readonly SemaphoreSlim _count = new(0);
    private readonly TaskCompletionSource _isStuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _written = new();
    private volatile TaskCompletionSource? _release;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public string[] Methods =>
        [.. System.Text.Encoding.UTF8.GetString(_written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["method"]!)];

    /// <summary>Ends when somebody writes and nobody reads.</summary>
    public Task IsStuck => _isStuck.Task;

    public void Stick() => _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _release!.SetResult();

    /// <summary>Ends when so many more lines are written.</summary>
    public async Task WrittenAsync(int lines)
    {
        for (; lines > 0; lines--)
            Assert.True(await _count.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_release is { } release)
        {
            _isStuck.TrySetResult();
            await release.Task;
        }

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
