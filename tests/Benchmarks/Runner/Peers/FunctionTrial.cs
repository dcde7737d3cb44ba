using System.Diagnostics;
using Runner.Measuring;

namespace Runner.Peers;

/// <summary>One start of a function that runs a stdio server.</summary>
internal sealed class FunctionTrial(Subject subject, int warmCalls)
{
    private static readonly TimeSpan PatiencePerCall = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WarmMeter> _meter = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _firstAnswer;

    /// <exception cref="BenchmarkException">The function did not answer every call rightly.</exception>
    public async Task<BridgeSample> RunAsync()
    {
        using var api = new RuntimeApi(subject, EventAsked, Answered, what => _done.TrySetException(new BenchmarkException(what)));
        var started = Stopwatch.GetTimestamp();
        await using var function = FunctionProcess.Start(subject, api);
        var meter = new WarmMeter(function.Id, warmCalls);
        _meter.SetResult(meter);
        await function.WaitAsync(_done.Task, PatiencePerCall * meter.Calls);
        return new(Stopwatch.GetElapsedTime(started, _firstAnswer).TotalMilliseconds, await meter.ResultAsync());
    }

    private bool EventAsked(int number)
    {
        var meter = _meter.Task.Result;
        if (number < meter.Calls)
        {
            meter.Begin(number);
            return true;
        }

        _done.TrySetResult();
        return false;
    }

    private void Answered(int number)
    {
        if (number == 0)
            _firstAnswer = Stopwatch.GetTimestamp();
        _meter.Task.Result.End(number);
    }
}
