using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using LambdaMcp.StdioClient.Launching;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioClient.Processes;

/// <summary>A server's process and all that it starts, which end together.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // A process that the system does not end within this time waits for a device; nothing can be done about it.
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    // Where something still holds standard error open that could not be found, what it writes is not waited for.
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly ProcessTree? _tree;
    private readonly Stream _errors;
    private readonly SafeHandle? _pipe;
    private readonly Task _errorsRead;
    private readonly Lock _gate = new();
    private Task? _killed;

    private ServerProcess(Process process, string mark, ILogger logger, TimeProvider time)
    {
        _process = process;
        Id = process.Id;
        _tree = OperatingSystem.IsLinux() ? new ProcessTree(Id, mark) : null;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        _pipe = (Input as PipeStream)?.SafePipeHandle;
        _errors = process.StandardError.BaseStream;
        _errorsRead = new ErrorOutput(_errors, logger, time).ReadAsync();
        Exited = AwaitExitAsync();
    }

    /// <summary>The process's number.</summary>
    public int Id { get; }

    /// <summary>Its standard input.</summary>
    public Stream Input { get; }

    /// <summary>Its standard output.</summary>
    public Stream Output { get; }

    /// <summary>Completes with its exit code when the process itself, not all that it started, has ended.</summary>
    public Task<int> Exited { get; }

    /// <exception cref="ServerFailedException">The system does not start the program.</exception>
    public static ServerProcess Start(Launch launch, ILogger logger, TimeProvider time)
    {
        var mark = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(launch.Program, launch.Arguments)
        {
            WorkingDirectory = launch.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in launch.Variables)
            start.Environment[name] = value;
        start.Environment[ProcessTree.Mark] = mark;
        NativeProcess.AdoptsOrphans();
        try
        {
            return new ServerProcess(Process.Start(start)!, mark, logger, time);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new ServerFailedException(ServerFailure.NotStarted, $"The program {launch.Program} could not be started: {e.Message}", e);
        }
    }

    /// <summary>The memory that the tree holds now, in bytes. Looking also lets those go that ended and were left to this process.</summary>
    public long MeasureMemory()
    {
        if (_tree is not null)
            return _tree.Look().Sum(static entry => entry.ResidentBytes);
        try
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended.
            return 0;
        }
    }

    /// <summary>How much of what was written to its input nobody read, in bytes; nothing where that cannot be told.</summary>
    public int CountUnread()
    {
        try
        {
            return OperatingSystem.IsLinux() && _pipe is { IsClosed: false } ? NativeProcess.CountUnread(_pipe) : 0;
        }
        catch (ObjectDisposedException)
        {
            // It was closed just now.
            return 0;
        }
    }

    /// <summary>Asks the process to end, by closing its input and then by a signal, and kills what is left of its tree when the time is over.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        CloseInput();
        if (!await EndsWithinAsync(limit / 2))
            await TerminateAsync(limit / 2);
        else
            await KillAsync();
    }

    /// <summary>Asks the tree to end by a signal, and kills what is left of it when the time is over.</summary>
    public async Task TerminateAsync(TimeSpan limit)
    {
        if (!OperatingSystem.IsWindows() && !Exited.IsCompleted)
        {
            foreach (var id in _tree?.Look().Select(static entry => entry.Id) ?? [Id])
                NativeProcess.Signal(id, NativeProcess.Terminate);
            await EndsWithinAsync(limit);
        }
        await KillAsync();
    }

    /// <summary>Kills what is left of the tree, at once.</summary>
    public Task KillAsync()
    {
        lock (_gate)
            return _killed ??= KillAllAsync();
    }

    /// <summary>Kills what is left of the tree, and lets go of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        // Its last words are in the pipe, which nothing holds open any more.
        await _errorsRead.WaitAsync(ReadLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Output.DisposeAsync();
        await _errors.DisposeAsync();
        _process.Dispose();
    }

    private async Task KillAllAsync()
    {
        // Not on the caller's lock, and not on the thread that reads.
        await Task.Yield();
        if (_tree is null)
        {
            KillAsDotNetDoes();
            await EndsWithinAsync(KillLimit);
            return;
        }
        // What is killed may have started something just before: look until nothing is found.
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < KillLimit; await Task.Delay(5))
        {
            var left = _tree.Look();
            foreach (var entry in left)
                NativeProcess.Signal(entry.Id, NativeProcess.Kill);
            if (left.Count == 0 && Exited.IsCompleted)
                return;
        }
    }

    private void KillAsDotNetDoes()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It ended on its own just now.
        }
    }

    private void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It is closed.
        }
    }

    private async Task<bool> EndsWithinAsync(TimeSpan limit)
    {
        await ((Task)Exited).WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Exited.IsCompleted;
    }

    private async Task<int> AwaitExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
