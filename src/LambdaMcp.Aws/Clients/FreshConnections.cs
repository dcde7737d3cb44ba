namespace LambdaMcp.Aws.Clients;

/// <summary>
/// Uses no connection again that was idle for long. A function is frozen between its calls, while the other side closes what is idle, so
/// after a pause every connection of the pool may be gone; a call on such a one fails after it may have been sent, and must not be made
/// again. The pool's own clock stands still in a frozen process, so the wall clock decides.
/// </summary>
internal sealed class FreshConnections(TimeProvider time) : HttpMessageHandler
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly Lock _changing = new();
    private HttpMessageInvoker? _pool;
    private DateTimeOffset _lastUse;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Pool().SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _pool?.Dispose();
        base.Dispose(disposing);
    }

    private HttpMessageInvoker Pool()
    {
        lock (_changing)
        {
            var now = time.GetUtcNow();
            // The old pool closes its idle connections by itself; calls that are still on it end undisturbed.
            if (_pool is null || now - _lastUse > Idle)
                _pool = Open();
            _lastUse = now;
            return _pool;
        }
    }

    private static HttpMessageInvoker Open() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionIdleTimeout = Idle,
        UseCookies = false,
    });
}
