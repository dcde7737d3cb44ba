using System.Security.Cryptography;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>The calls that wait for a client's answer. The client may answer somewhere else, or never: they are given up after some time, and when there are many.</summary>
internal sealed class SuspendedCalls(TimeProvider time) : IDisposable
{
    private const int Most = 16;
    private const int HandleBytes = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<(string Handle, Call Call, ITimer Timer, DateTimeOffset Until)> _calls = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _calls.Count;
        }
    }

    /// <summary>The call that waits, if it is the only one.</summary>
    public Call? OnlyOne
    {
        get
        {
            lock (_gate)
                return _calls is [var only] ? only.Call : null;
        }
    }

    /// <summary>Whether calls of other principals wait.</summary>
    public bool HasOthers(string principal)
    {
        lock (_gate)
            return _calls.Exists(waiting => waiting.Call.Principal != principal);
    }

    public Call[] Now()
    {
        lock (_gate)
            return [.. _calls.Select(static waiting => waiting.Call)];
    }

    /// <returns>The name that the call goes by, which nobody can guess.</returns>
    public static string NewHandle() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(HandleBytes));

    public void Add(string handle, Call call)
    {
        var timer = time.CreateTimer(Expire, handle, Longest, Timeout.InfiniteTimeSpan);
        Call? oldest = null;
        lock (_gate)
        {
            if (_calls.Count == Most)
                oldest = RemoveAt(0);
            _calls.Add((handle, call, timer, time.GetUtcNow() + Longest));
        }

        oldest?.Abandon("Other requests wait for their clients, too many to keep.");
    }

    /// <summary>Takes out a call that goes on; null when it is not here.</summary>
    public Call? Take(string handle, string digest)
    {
        Call call;
        lock (_gate)
        {
            if (_calls.FindIndex(waiting => waiting.Handle == handle && waiting.Call.Digest == digest) is not (>= 0 and var at))
                return null;
            // Timers stand still with a process that does.
            if (_calls[at].Until > time.GetUtcNow())
                return RemoveAt(at);
            call = RemoveAt(at);
        }

        GiveUp(call);
        return null;
    }

    /// <summary>Ends the calls of other principals; where their clients answer yet, they begin anew.</summary>
    public void EndOthers(string principal)
    {
        List<Call> others = [];
        lock (_gate)
        {
            for (var at = _calls.Count - 1; at >= 0; at--)
            {
                if (_calls[at].Call.Principal != principal)
                    others.Add(RemoveAt(at));
            }
        }

        foreach (var call in others)
            call.Abandon("The server works for another client.");
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_calls.Count > 0)
                RemoveAt(0);
        }
    }

    private void Expire(object? handle)
    {
        Call call;
        lock (_gate)
        {
            if (_calls.FindIndex(waiting => waiting.Handle == (string)handle!) is not (>= 0 and var at))
                return;
            call = RemoveAt(at);
        }

        GiveUp(call);
    }

    private static void GiveUp(Call call) => call.Abandon("The client did not answer in time.");

    private Call RemoveAt(int at)
    {
        var (_, call, timer, _) = _calls[at];
        timer.Dispose();
        _calls.RemoveAt(at);
        return call;
    }
}
