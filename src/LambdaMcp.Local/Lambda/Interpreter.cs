using System.ComponentModel;
using System.Diagnostics;

namespace LambdaMcp.Local.Lambda;

/// <summary>
/// An interpreter on the user's PATH, looked up once. It is asked for its own path, because what the PATH holds is often a version
/// manager's shim, which needs the user's settings; a function gets none of those.
/// </summary>
internal sealed class Interpreter(string command, params string[] question)
{
    private readonly Lock _gate = new();
    private Task<string?>? _path;

    public static Interpreter Node { get; } = new("node", "-p", "process.execPath");

    public static Interpreter Python { get; } = new("python3", "-c", "import sys; print(sys.executable)");

    /// <summary>Its absolute path, or null when there is none that runs.</summary>
    public Task<string?> FindAsync()
    {
        lock (_gate)
            return _path ??= AskAsync();
    }

    private async Task<string?> AskAsync()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, question) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var errors = process.StandardError.ReadToEndAsync();
            var path = (await process.StandardOutput.ReadToEndAsync()).Trim();
            await errors;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 && File.Exists(path) ? path : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
