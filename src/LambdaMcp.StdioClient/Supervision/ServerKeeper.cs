using LambdaMcp.Protocol;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Supervision;

/// <summary>Has one run of a server at a time: starts it once for all who wait, and anew when it ended, hangs or holds too much.</summary>
internal sealed class ServerKeeper(StdioServerOptions options, ILogger logger, TimeProvider time, Action<string, ReadOnlyMemory<byte>> notified) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly RestartBackoff _backoff = new(time);
    private readonly CancellationTokenSource _stopping = new();
    private RunningServer? _server;
    private Task<RunningServer?>? _preparing;
    private bool _probes = true;

    /// <summary>Makes a call; once more where the server was found to have ended before it was given anything of it.</summary>
    public async Task<McpResult> CallAsync(McpRequest request, CallTime callTime)
    {
        try
        {
            var result = await (await GetAsync(callTime)).CallAsync(request, callTime)
                ?? await (await GetAsync(callTime)).CallAsync(request, callTime)
                ?? throw new ServerFailedException(ServerFailure.Ended, "The server ended twice before it took the call.");
            _backoff.Served();
            return result;
        }
        catch (McpException)
        {
            _backoff.Served();
            throw;
        }
    }

    /// <summary>A server that may be called.</summary>
    /// <exception cref="ServerFailedException">It could not be started, or not in the call's time.</exception>
    public async Task<RunningServer> GetAsync(CallTime callTime)
    {
        try
        {
            while (true)
            {
                if (await PrepareAsync().WaitAsync(callTime.Token) is { } server)
                    return server;
                var wait = _backoff.Wait;
                if (!callTime.Allows(wait))
                    throw new ServerFailedException(ServerFailure.Resting, $"The server failed again and again, and is started again in {wait.TotalSeconds:0.#} s.");
                await Task.Delay(wait, time, callTime.Token);
            }
        }
        catch (OperationCanceledException) when (callTime.Token.IsCancellationRequested)
        {
            callTime.Throw("did not start");
            throw;
        }
        catch (OperationCanceledException)
        {
            throw Stopped();
        }
    }

    /// <summary>Stops the server for good.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<RunningServer?>? preparing;
        lock (_gate)
        {
            preparing = _preparing;
            _stopping.Cancel();
        }
        if (preparing is not null)
            await ((Task)preparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is { } server)
            await server.DisposeAsync();
    }

    private Task<RunningServer?> PrepareAsync()
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
                throw Stopped();
            if (_preparing is { IsCompleted: false })
                return _preparing;
            if (_server is { IsAlive: true, IsSuspect: false } server)
                return Task.FromResult<RunningServer?>(server);
            // What it takes goes on for those who come later, whoever gives up. To start a process blocks its thread for a moment.
            return _preparing = Task.Run(ReplaceAsync);
        }
    }

    /// <summary>A server that may be called; null while there may be none.</summary>
    private async Task<RunningServer?> ReplaceAsync()
    {
        if (_server is { } old)
        {
            if (old.IsAlive && await old.ProvesAliveAsync(_stopping.Token))
                return old;
            if (old.IsAlive)
                await old.EndAsync(new ServerFailedException(ServerFailure.TimedOut, "The server did not answer any more, and was ended."));
            _backoff.Failed(await old.Gone);
            _server = null;
        }
        if (_backoff.Wait > TimeSpan.Zero)
            return null;
        try
        {
            return _server = await StartAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _backoff.Failed(time.GetUtcNow());
            throw;
        }
    }

    private async Task<RunningServer> StartAsync()
    {
        var server = RunningServer.Start(options, _probes, logger, time);
        server.Notified += notified;
        try
        {
            await server.OpenAsync(_stopping.Token);
            return server;
        }
        catch (ServerFailedException) when (server.EndedAtProbe)
        {
            // Some servers take initialize alone as the first request.
        }
        server = RunningServer.Start(options, probes: false, logger, time);
        server.Notified += notified;
        await server.OpenAsync(_stopping.Token);
        _probes = false;
        return server;
    }

    private static ServerFailedException Stopped() => new(ServerFailure.Ended, "The server was stopped.");
}
