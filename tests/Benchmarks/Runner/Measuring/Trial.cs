using System.Diagnostics;

namespace Runner.Measuring;

/// <summary>One start of a program, measured.</summary>
internal sealed class Trial(Subject subject, int requests)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _processId = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _started;
    private Reading _firstNext;
    private Reading _firstResponse;
    private Reading _warmFrom;
    private Reading _warmTo;

    /// <exception cref="BenchmarkException">The program did not answer every request rightly.</exception>
    public async Task<Sample> RunAsync()
    {
        using var api = new RuntimeApi(subject, EventAsked, Answered, Failed);
        _started = Stopwatch.GetTimestamp();
        await using var function = FunctionProcess.Start(subject, api);
        _processId.SetResult(function.Id);
        await function.WaitAsync(_done.Task, Patience);
        return Evaluate(ProcessMeter.PeakBytes(function.Id));
    }

    // Between two requests for an event lies exactly one warm request, with what the program does after its answer.
    private bool EventAsked(int number)
    {
        if (number == 0)
            _firstNext = Reading.Now();
        if (number == subject.ColdRequests)
            _warmFrom = Reading.Of(_processId.Task.Result);
        if (number < requests)
            return true;
        _warmTo = Reading.Of(_processId.Task.Result);
        _done.TrySetResult();
        return false;
    }

    private void Answered(int number)
    {
        if (number == 0)
            _firstResponse = Reading.Now();
    }

    private void Failed(string what) => _done.TrySetException(new BenchmarkException(what));

    private Sample Evaluate(long peak) => new(
        Stopwatch.GetElapsedTime(_started, _firstNext.Timestamp).TotalMilliseconds,
        Stopwatch.GetElapsedTime(_started, _firstResponse.Timestamp).TotalMilliseconds,
        Stopwatch.GetElapsedTime(_warmFrom.Timestamp, _warmTo.Timestamp).TotalMilliseconds / (requests - subject.ColdRequests),
        (_warmTo.Cpu - _warmFrom.Cpu) / 1e6 / (requests - subject.ColdRequests),
        peak);

    private readonly record struct Reading(long Timestamp, long Cpu)
    {
        public static Reading Now() => new(Stopwatch.GetTimestamp(), 0);

        public static Reading Of(int processId) => new(Stopwatch.GetTimestamp(), ProcessMeter.CpuNanoseconds(processId));
    }
}
