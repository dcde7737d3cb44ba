using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>A response that is an event stream. That a client went away is no failure: what is written then is lost on it.</summary>
internal sealed class EventStream(HttpContext context)
{
    private bool _isClosed;

    public bool HasBegun { get; private set; }

    /// <summary>Whether somebody may still be reading.</summary>
    public bool IsOpen => !_isClosed && !context.RequestAborted.IsCancellationRequested;

    /// <param name="events">Whole events.</param>
    /// <param name="status">The HTTP status, if it can still be chosen.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> events, int status = StatusCodes.Status200OK)
    {
        if (!IsOpen)
            return;
        try
        {
            if (!HasBegun)
            {
                HasBegun = true;
                McpResponse.BeginEventStream(context.Response, status);
            }

            await context.Response.Body.WriteAsync(events, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            _isClosed = true;
        }
    }

    /// <summary>Lets go of the connection, while the request's work may go on.</summary>
    public async Task CloseAsync()
    {
        if (!IsOpen)
            return;
        _isClosed = true;
        try
        {
            if (!HasBegun)
                McpResponse.BeginEventStream(context.Response, StatusCodes.Status200OK);
            HasBegun = true;
            await context.Response.CompleteAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
        }
    }
}
