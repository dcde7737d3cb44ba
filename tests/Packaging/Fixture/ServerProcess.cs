using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Packaging.Fixture;

/// <summary>A program that serves MCP; it is ended with everything that it started.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _mark;

    private ServerProcess(ProcessStartInfo start, string mark)
    {
        _mark = mark;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("It ended before it served."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What stands behind the mark in the line that tells that it serves.</summary>
    public string Ready { get; private set; } = "";

    /// <summary>Starts a program and waits until it serves.</summary>
    /// <param name="start">The program.</param>
    /// <param name="mark">How the line begins that it writes then.</param>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, string mark)
    {
        var server = new ServerProcess(start, mark);
        try
        {
            server.Ready = await server._ready.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{start.FileName} does not serve:\n{server._output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // So that it stops what it started. Not as Ctrl-C would: what runs in a shell's background ignores that.
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await _process.WaitForExitAsync(patience.Token);
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.StartsWith(_mark, StringComparison.Ordinal))
            _ready.TrySetResult(line[_mark.Length..].Trim());
    }
}
