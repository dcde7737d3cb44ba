using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>The requests that are under way, by their ids.</summary>
internal sealed class RunningRequests
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JsonRpcId, CancellationTokenSource> _unwanted = [];
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Runs a request's work, which is given a token that is cancelled with the request.</summary>
    public void Run(JsonRpcId id, Func<CancellationToken, Task> work) => Keep(RunAsync(id, work));

    /// <summary>Remembers work until it has ended.</summary>
    public void Keep(Task work)
    {
        lock (_gate)
            _tasks.Add(work);
        _ = work.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Does work under a request's id.</summary>
    public async Task RunAsync(JsonRpcId id, Func<CancellationToken, Task> work)
    {
        using var unwanted = new CancellationTokenSource();
        lock (_gate)
            _unwanted[id] = unwanted;
        try
        {
            await work(unwanted.Token);
        }
        finally
        {
            // A client that uses an id twice at once cancels the later one by it.
            lock (_gate)
            {
                if (_unwanted.TryGetValue(id, out var current) && current == unwanted)
                    _unwanted.Remove(id);
            }
        }
    }

    /// <summary>Cancels a request, if it is under way.</summary>
    public void Cancel(JsonRpcId id)
    {
        CancellationTokenSource? unwanted;
        lock (_gate)
            _unwanted.TryGetValue(id, out unwanted);
        Cancel(unwanted);
    }

    /// <summary>Waits for all; those that take longer than they may are cancelled.</summary>
    public async Task EndAsync(TimeSpan grace, TimeSpan shortGrace, TimeProvider time, CancellationToken hurry)
    {
        await WaitAsync(grace, time, hurry);
        await WaitAsync(shortGrace, time, CancellationToken.None);
        CancellationTokenSource[] left;
        lock (_gate)
            left = [.. _unwanted.Values];
        foreach (var unwanted in left)
            Cancel(unwanted);
        await WaitAsync(shortGrace, time, CancellationToken.None);
    }

    private async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken hurry)
    {
        Task[] running;
        lock (_gate)
            running = [.. _tasks];
        await Task.WhenAll(running).WaitAsync(longest, time, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Forget(Task work)
    {
        lock (_gate)
            _tasks.Remove(work);
    }

    private static void Cancel(CancellationTokenSource? unwanted)
    {
        try
        {
            unwanted?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }
}
