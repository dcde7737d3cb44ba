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
                return _replaced ?? (_isOver ? new CancellationToken(canceled: true) : (_source ??= CreateSource()).Token);
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
        lock (_gate)
        {
            _isGone = true;
            // The callbacks run elsewhere: what they throw is nothing to whoever noticed.
            if (!_isOver)
                _ = _source?.CancelAsync();
        }
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
        else if (context.RemainingTime is { Ticks: > 0 } remaining)
            source.CancelAfter(remaining - Margin(remaining));
        return source;
    }

    /// <summary>Half a second, or a tenth of what is left, for an answer that says why.</summary>
    private static TimeSpan Margin(TimeSpan remaining) => remaining / 10 < LongestMargin ? remaining / 10 : LongestMargin;
}
