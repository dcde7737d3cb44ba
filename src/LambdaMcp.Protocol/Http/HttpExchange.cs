using System.Buffers;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>
/// The answer to a POST as it comes to be: one JSON body, unless something is to be said before the result, or the result takes long; then
/// an event stream, which is recorded where the client can come back for it.
/// </summary>
internal sealed class HttpExchange(HttpContext context, AcceptedFormats accepted, McpEndpointOptions options, TimeProvider time) : IClientStream, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly NotificationBudget _budget = new(time);
    private readonly EventStream _stream = new(context);
    private StreamRecording? _recording;
    private bool _isPolled;
    private bool _hasId;
    private bool _isEnded;

    public bool IsOpen => accepted.EventStream;

    /// <summary>Whether the answer is an event stream already.</summary>
    public bool Streams => _stream.HasBegun;

    public void Dispose() => _writing.Dispose();

    /// <summary>Has the events recorded, should the answer become a stream.</summary>
    /// <param name="recording">Takes the events.</param>
    /// <param name="isPolled">Whether the client comes back when the server lets go of the connection (SEP-1699).</param>
    public void Record(StreamRecording recording, bool isPolled) => (_recording, _isPolled) = (recording, isPolled);

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken) =>
        accepted.EventStream && _budget.TryWrite(method, parameters, out var message) ? SendAsync(message, cancellationToken) : default;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!_isEnded)
                await WriteEventAsync(message, isLast: false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask ReleaseAsync(TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!accepted.EventStream || !_isPolled || _isEnded || !_stream.IsOpen)
                return;
            await BeginAsync();
            if (!_hasId)
                return; // The log failed: the client could not come back for the result.
            var retry = new ArrayBufferWriter<byte>(32);
            EventStreamFormat.WriteRetry(retry, retryAfter);
            await _stream.WriteAsync(retry.WrittenMemory);
            await _stream.CloseAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends the response and ends the answer.</summary>
    /// <param name="status">The HTTP status, if it can still be chosen.</param>
    /// <param name="message">The JSON-RPC response.</param>
    public async Task CompleteAsync(int status, ReadOnlyMemory<byte> message)
    {
        await _writing.WaitAsync();
        try
        {
            _isEnded = true;
            if (_stream.HasBegun)
                await WriteEventAsync(message, isLast: true);
            else if (!accepted.Json)
                await _stream.WriteAsync(Event(message, id: null), status);
            else if (_stream.IsOpen)
                await McpResponse.SendJsonAsync(context, status, message);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends the answer without a response, as the client wants none any more.</summary>
    public async Task EndAsync()
    {
        await _writing.WaitAsync();
        try
        {
            _isEnded = true;
            if (_stream.HasBegun && _recording is not null)
                await _recording.AppendAsync(default, isLast: true);
            if (accepted.EventStream)
                await _stream.CloseAsync();
            else
                context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Waits for the answer and sends it.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="tend">Whether to look after the connection meanwhile.</param>
    /// <param name="send">Sends the answer.</param>
    public async Task FinishAsync<T>(Task<T> answer, bool tend, Func<T, Task> send)
    {
        using var answered = new CancellationTokenSource();
        var tending = answer.IsCompleted || !tend ? Task.CompletedTask : TendAsync(answered.Token);
        try
        {
            await send(await answer);
        }
        finally
        {
            await answered.CancelAsync();
            await tending;
        }
    }

    /// <summary>
    /// Looks after the connection until the token is cancelled: once a request takes long, its answer becomes a stream that shows that it is
    /// alive, or that is let go of.
    /// </summary>
    private async Task TendAsync(CancellationToken answered)
    {
        if (!accepted.EventStream)
            return;
        var releaseAt = _isPolled ? time.GetUtcNow() + options.ReleaseAfter : null;
        while (true)
        {
            var pause = options.KeepAliveInterval;
            if (releaseAt - time.GetUtcNow() is { } left && left < pause)
                pause = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            await Task.Delay(pause, time, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (answered.IsCancellationRequested)
                return;
            if (time.GetUtcNow() >= releaseAt)
            {
                await ReleaseAsync(options.RetryInterval, CancellationToken.None);
                releaseAt = null;
            }
            else
            {
                await KeepAliveAsync();
            }
        }
    }

    private async Task KeepAliveAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_isEnded)
                return;
            await BeginAsync();
            await _stream.WriteAsync(EventStreamFormat.KeepAlive);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WriteEventAsync(ReadOnlyMemory<byte> message, bool isLast)
    {
        await BeginAsync();
        var id = _recording is null ? null : await _recording.AppendAsync(message, isLast);
        _hasId |= id is not null;
        await _stream.WriteAsync(Event(message, id));
    }

    private async Task BeginAsync()
    {
        if (_stream.HasBegun)
            return;
        if (!_stream.IsOpen)
            _recording = null; // Without the id of an event, nobody can ask for those after it.
        if (!_isPolled || _recording is null || await _recording.AppendAsync(default, isLast: false) is not { } id)
            return;
        var priming = new ArrayBufferWriter<byte>(64);
        EventStreamFormat.WritePriming(priming, id, options.RetryInterval);
        _hasId = true;
        await _stream.WriteAsync(priming.WrittenMemory);
    }

    private static ReadOnlyMemory<byte> Event(ReadOnlyMemory<byte> message, string? id)
    {
        var output = new ArrayBufferWriter<byte>(message.Length + 64);
        EventStreamFormat.Write(output, message.Span, id);
        return output.WrittenMemory;
    }
}
