using System.Diagnostics;

namespace Runner.Measuring;

/// <summary>A function's process at its Runtime API; what it started ends with it.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Subject _subject;
    private readonly Process _process;
    private readonly Task<string[]> _output;

    private FunctionProcess(Subject subject, Process process)
    {
        (_subject, _process) = (subject, process);
        _output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public int Id => _process.Id;

    public static FunctionProcess Start(Subject subject, RuntimeApi api)
    {
        var start = new ProcessStartInfo(subject.Program, subject.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in subject.Environment)
            start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        return new(subject, Process.Start(start)!);
    }

    /// <exception cref="BenchmarkException">What was waited for failed or took too long, or the process ended before.</exception>
    public async Task WaitAsync(Task done, TimeSpan patience)
    {
        try
        {
            await Task.WhenAny(done, _output).WaitAsync(patience);
            if (!done.IsCompleted)
                throw new BenchmarkException($"it ended:\n{string.Concat(await _output)}");
            await done;
        }
        catch (Exception exception) when (exception is TimeoutException or BenchmarkException)
        {
            throw new BenchmarkException($"{_subject.Name}: {exception.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
