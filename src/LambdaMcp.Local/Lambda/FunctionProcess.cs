using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LambdaMcp.Local.Lambda;

/// <summary>A function's process and all that it starts, which live and end together.</summary>
internal sealed partial class FunctionProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Kill = 9;

    // With setsid the process leads a group of its own, so that its children can be ended with it, whoever their parent is by then.
    private static readonly string? Setsid = OperatingSystem.IsLinux()
        ? Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists)
        : null;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly Process _process;
    private readonly OutputPipe _output;
    private readonly OutputPipe _errors;
    private readonly Task _pumps;
    private readonly Lazy<Task> _disposal;

    private FunctionProcess(Process process, InvocationLog log)
    {
        _process = process;
        Id = process.Id;
        _output = new OutputPipe(process.StandardOutput.BaseStream, log);
        _errors = new OutputPipe(process.StandardError.BaseStream, log);
        _pumps = Task.WhenAll(_output.PumpAsync(), _errors.PumpAsync());
        Exited = AwaitExitAsync();
        _disposal = new Lazy<Task>(EndAsync);
    }

    public int Id { get; }

    /// <summary>Completes with Lambda's wording of how the process ended, such as <c>Runtime exited with error: exit status 1</c>.</summary>
    public Task<string> Exited { get; }

    /// <summary>The most memory that the process has held so far, in bytes; what was last seen once it is gone.</summary>
    public long PeakMemory
    {
        get
        {
            try
            {
                _process.Refresh();
                field = Math.Max(field, _process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has ended.
            }
            return field;
        }
    }

    /// <exception cref="Win32Exception">The system cannot start the program.</exception>
    public static FunctionProcess Start(FunctionCommand command, string folder, IEnumerable<KeyValuePair<string, string>> variables, InvocationLog log)
    {
        var start = Setsid is null
            ? new ProcessStartInfo(command.Program, command.Arguments)
            : new ProcessStartInfo(Setsid, [command.Program, .. command.Arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new FunctionProcess(process, log);
    }

    /// <summary>Waits until what the process has written so far is in the log.</summary>
    public async Task DrainAsync()
    {
        // Its pipes end with it, unless it left children behind that hold them.
        if (Exited.IsCompleted)
            await Task.WhenAny(_pumps, Task.Delay(Grace));
        await Task.WhenAll(_output.DrainAsync(), _errors.DrainAsync());
    }

    /// <summary>Ends the process and its descendants at once.</summary>
    public void KillTree()
    {
        // The group is there once setsid has run, which is a moment after the process has started.
        var killed = Setsid is not null && Signal(Kill);
        if (!killed && !Exited.IsCompleted)
            TryKillTree();
    }

    /// <summary>Asks the process to end, and ends it if it has not within 300 ms.</summary>
    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task EndAsync()
    {
        if (!Exited.IsCompleted && Setsid is not null && Signal(Terminate))
            await Task.WhenAny(Exited, Task.Delay(Grace));
        KillTree();
        await Exited;
        await DrainAsync();
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
    }

    private async Task<string> AwaitExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode switch
        {
            0 => "Runtime exited without providing a reason",
            // .NET reports a process that a signal ended as shells do, with 128 added.
            128 + 6 => "Runtime exited with error: signal: aborted",
            128 + Kill => "Runtime exited with error: signal: killed",
            128 + 11 => "Runtime exited with error: signal: segmentation fault",
            128 + Terminate => "Runtime exited with error: signal: terminated",
            var code => $"Runtime exited with error: exit status {code}",
        };
    }

    private void TryKillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended on its own just now.
        }
    }

    /// <summary>False when the process leads no group.</summary>
    private bool Signal(int signal) => SendSignal(-Id, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int target, int signal);
}
