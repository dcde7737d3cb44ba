using System.Buffers;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>
/// The answer to a POST as it comes to be: one JSON body, unless something is to be said before the result, or the result takes long; then
/// an event stream.
/// </summary>
internal sealed class HttpExchange(HttpContext context, AcceptedFormats accepted, McpEndpointOptions options, TimeProvider time) : IClientStream, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private bool _streams;
    private bool _ended;

    public bool IsOpen => accepted.EventStream;

    public void Dispose() => _writing.Dispose();

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        if (!accepted.EventStream)
            return default;
        var message = new ArrayBufferWriter<byte>(256);
        JsonRpcWriter.WriteNotification(message, method, parameters.Span);
        return SendAsync(message.WrittenMemory, cancellationToken);
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!_ended)
                await WriteEventAsync(message);
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
            _ended = true;
            if (_streams || !accepted.Json)
                await WriteEventAsync(message, status);
            else
                await McpResponse.SendJsonAsync(context, status, message);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Keeps the connection open until the token is cancelled: once a request takes long, its answer becomes a stream.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        while (accepted.EventStream)
        {
            await Task.Delay(options.KeepAliveInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                return;
            await _writing.WaitAsync(CancellationToken.None);
            try
            {
                if (!_ended)
                    await WriteAsync(EventStreamFormat.KeepAlive, StatusCodes.Status200OK);
            }
            finally
            {
                _writing.Release();
            }
        }
    }

    private Task WriteEventAsync(ReadOnlyMemory<byte> message, int status = StatusCodes.Status200OK)
    {
        var output = new ArrayBufferWriter<byte>(message.Length + 32);
        EventStreamFormat.Write(output, message.Span);
        return WriteAsync(output.WrittenMemory, status);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> events, int status)
    {
        // A client that went away misses what is sent; whether the work goes on is not decided here.
        if (context.RequestAborted.IsCancellationRequested)
            return;
        try
        {
            if (!_streams)
            {
                _streams = true;
                McpResponse.BeginEventStream(context.Response, status);
            }

            await context.Response.Body.WriteAsync(events, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
        }
    }
}
