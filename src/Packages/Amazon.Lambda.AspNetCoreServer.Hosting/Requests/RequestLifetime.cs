using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Requests;

/// <summary>Ends a request early: shortly before Lambda would, when nobody takes its answer any more, or when the application says so.</summary>
/// <remarks>There is no timer before somebody asks for the token.</remarks>
internal sealed class RequestLifetime(ILambdaContext context) : IHttpRequestLifetimeFeature, IDisposable
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _source;
    private CancellationToken? _replaced;
    private bool _isGone;
    private bool _isAborted;
    private bool _isOver;

    public CancellationToken RequestAborted
    {
        get
        {
            lock (_gate)
                return _replaced ?? (_source ??= CreateSource()).Token;
        }

        set => _replaced = value;
    }

    /// <summary>Called by the application.</summary>
    public void Abort()
    {
        _isAborted = true;
        Cancel();
    }

    /// <summary>Called when the answer's connection broke.</summary>
    public void Cancel()
    {
        CancellationTokenSource? source;
        lock (_gate)
        {
            _isGone = true;
            source = _isOver ? null : _source;
        }

        source?.Cancel();
    }

    /// <exception cref="OperationCanceledException">The application aborted the request.</exception>
    public void ThrowIfAborted()
    {
        if (_isAborted)
            throw new OperationCanceledException("The application aborted the request.");
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _source?.Dispose();
        }
    }

    private CancellationTokenSource CreateSource()
    {
        CancellationTokenSource source = new();
        if (_isGone)
            source.Cancel();
        else if (!_isOver)
            source.CancelAfter(Margin(context.RemainingTime));
        return source;
    }

    /// <summary>Leaves half a second, or a tenth of what is left, for an answer that says why.</summary>
    internal static TimeSpan Margin(TimeSpan remaining)
    {
        TimeSpan margin = remaining / 10 < LongestMargin ? remaining / 10 : LongestMargin;
        return remaining > margin ? remaining - margin : TimeSpan.Zero;
    }
}
