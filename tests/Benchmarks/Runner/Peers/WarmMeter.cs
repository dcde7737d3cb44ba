using System.Diagnostics;
using Runner.Measuring;

namespace Runner.Peers;

/// <summary>
/// Measures the calls after the first: <paramref name="warmCalls"/> whose times count, and one more in which the memory of the tree is looked at,
/// which would disturb times. Told of every call when it begins and when its answer is there.
/// </summary>
internal sealed class WarmMeter(int processId, int warmCalls)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    private readonly ProcessTree _tree = new(processId);
    private readonly double[] _times = new double[warmCalls];
    private Task<long> _busyBytes = Task.FromResult(0L);
    private long _cpu;
    private long _idleBytes;
    private long _begun;
    private volatile bool _ended;

    /// <summary>How many calls there are, the first and the last one included.</summary>
    public int Calls => warmCalls == 0 ? 1 : warmCalls + 2;

    /// <summary>Call <paramref name="number"/>, from 0, is about to begin.</summary>
    public void Begin(int number)
    {
        if (warmCalls > 0 && number == 1)
            _cpu = -_tree.CpuNanoseconds();
        if (warmCalls > 0 && number == Calls - 1)
        {
            _cpu += _tree.CpuNanoseconds();
            _idleBytes = _tree.ResidentBytes();
            _busyBytes = Task.Run(LookAsync);
        }

        _begun = Stopwatch.GetTimestamp();
    }

    /// <summary>The answer to call <paramref name="number"/> has arrived whole.</summary>
    public void End(int number)
    {
        if (number >= 1 && number <= warmCalls)
            _times[number - 1] = Stopwatch.GetElapsedTime(_begun).TotalMilliseconds;
        if (number == Calls - 1)
            _ended = true;
    }

    public async Task<WarmCalls?> ResultAsync() =>
        warmCalls == 0 ? null : new(_times, _cpu / 1e6 / warmCalls, _idleBytes, Math.Max(_idleBytes, await _busyBytes));

    private async Task<long> LookAsync()
    {
        var most = 0L;
        while (!_ended)
        {
            most = Math.Max(most, _tree.ResidentBytes());
            await Task.Delay(LookEvery);
        }

        return most;
    }
}
