using System.Diagnostics.CodeAnalysis;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Responses;

/// <summary>The response's status and headers, and who wants to know when it starts and ends.</summary>
internal sealed class Response : IHttpResponseFeature
{
    private Stack<(Func<object, Task> Callback, object State)>? _starting;
    private Stack<(Func<object, Task> Callback, object State)>? _completed;

    public int StatusCode { get; set; } = 200;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <summary>Superseded by <see cref="IHttpResponseBodyFeature"/>.</summary>
    public Stream Body { get; set; } = Stream.Null;

    public bool HasStarted { get; private set; }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
            throw new InvalidOperationException("The response has started.");
        (_starting ??= new()).Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => (_completed ??= new()).Push((callback, state));

    /// <summary>Tells who wants to know that status and headers are final now.</summary>
    public async ValueTask StartAsync()
    {
        while (_starting is not null && _starting.TryPop(out (Func<object, Task> Callback, object State) next))
            await next.Callback(next.State);
        HasStarted = true;
    }

    /// <summary>Tells who wants to know that the response is over. It is too late for an error to change it.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The callbacks that follow run all the same.")]
    public async ValueTask FireCompletedAsync()
    {
        while (_completed is not null && _completed.TryPop(out (Func<object, Task> Callback, object State) next))
        {
            try
            {
                await next.Callback(next.State);
            }
            catch (Exception error)
            {
                FunctionLog.Write(error, requestId: null);
            }
        }
    }

    /// <summary>Begins again, with the answer to an unhandled exception.</summary>
    public void Reset(int statusCode)
    {
        _starting = null;
        StatusCode = statusCode;
        ReasonPhrase = null;
        Headers.Clear();
    }
}
