using System.Buffers;
using System.IO.Pipelines;
using Amazon.Lambda.AspNetCoreServer.Hosting.Requests;
using Amazon.Lambda.RuntimeSupport.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Responses;

/// <summary>The response's body: kept whole, or streamed with each flush.</summary>
/// <param name="response">Status and headers, which go first.</param>
/// <param name="lifetime">Ends when nobody takes the body any more.</param>
/// <param name="buffer">Holds what was not sent.</param>
/// <param name="openStream">Opens the streamed answer; null where the answer is kept whole.</param>
internal sealed class ResponseBody(Response response, RequestLifetime lifetime, ArrayBufferWriter<byte> buffer, Func<StreamedAnswer>? openStream)
    : PipeWriter, IHttpResponseBodyFeature
{
    private StreamedAnswer? _stream;
    private Stream? _writerStream;
    private bool _isBroken;
    private bool _isFinished;

    public Stream Stream => _writerStream ??= AsStream(leaveOpen: true);

    public PipeWriter Writer => this;

    /// <summary>What was not sent: all of a body that is kept whole.</summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => buffer.WrittenCount;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        ThrowIfFinished();
        return buffer.GetMemory(sizeHint);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        ThrowIfFinished();
        return buffer.GetSpan(sizeHint);
    }

    public override void Advance(int bytes)
    {
        ThrowIfFinished();
        buffer.Advance(bytes);
    }

    /// <summary>Sends what was written, where the answer is streamed. Once nobody takes it, the result is completed and bytes are dropped.</summary>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (openStream is null || _isFinished)
            return default;
        await OpenAsync();
        await SendAsync(cancellationToken);
        return new FlushResult(isCanceled: false, isCompleted: _isBroken);
    }

    public async Task StartAsync(CancellationToken cancellationToken = default) => await FlushAsync(cancellationToken);

    async Task IHttpResponseBodyFeature.CompleteAsync() => await FinishAsync();

    /// <summary>Ends the body; where the answer is kept whole, <see cref="Written"/> is all of it.</summary>
    public async ValueTask FinishAsync()
    {
        if (_isFinished)
            return;
        await OpenAsync();
        _isFinished = true;
        if (_stream is null || _isBroken)
            return;
        try
        {
            await _stream.EndAsync(buffer.WrittenMemory);
        }
        catch (IOException)
        {
            Break();
        }
    }

    /// <summary>Forgets what was written.</summary>
    public void Reset() => buffer.ResetWrittenCount();

    /// <summary>Does nothing: flushing decides.</summary>
    public void DisableBuffering()
    {
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Does nothing: the request's end ends the body.</summary>
    public override void Complete(Exception? exception = null)
    {
    }

    /// <summary>Does nothing: no flush waits for a reader.</summary>
    public override void CancelPendingFlush()
    {
    }

    private async ValueTask OpenAsync()
    {
        if (response.HasStarted)
            return;
        await response.StartAsync();
        _stream = openStream?.Invoke();
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        if (!_isBroken && _stream is not null)
        {
            try
            {
                await _stream.WriteAsync(buffer.WrittenMemory, cancellationToken);
            }
            catch (IOException)
            {
                Break();
            }
            catch (OperationCanceledException)
            {
                Break();
                throw;
            }
        }

        buffer.ResetWrittenCount();
    }

    private void Break()
    {
        _isBroken = true;
        lifetime.Cancel();
    }

    private void ThrowIfFinished()
    {
        if (_isFinished)
            throw new InvalidOperationException("The response is complete.");
    }
}
