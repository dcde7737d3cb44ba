using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LambdaMcp.Local.Building;

/// <summary>Runs a build tool, with this process's environment, and collects what it says.</summary>
internal static class BuildProcess
{
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder to run in; null for the current one.</param>
    /// <param name="variables">Variables that it gets besides.</param>
    /// <param name="cancellationToken">Ends it, with all that it started.</param>
    /// <returns>Exit code, and everything that was written to standard output and standard error.</returns>
    /// <exception cref="StartupException">It cannot be started.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? folder, IEnumerable<KeyValuePair<string, string>> variables, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Build servers outlive the command, and would hold on to our pipes.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // What `dotnet run` and `dotnet test` set for their own build must not steer this one.
        foreach (var name in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH"])
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        using var process = Start(start);
        process.StandardInput.Close();
        var output = new StringBuilder();
        var collecting = Task.WhenAll(CollectAsync(process.StandardOutput, output), CollectAsync(process.StandardError, output));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        // The compiler's server may live on and hold the pipes open: what the command wrote is there by now.
        await Task.WhenAny(collecting, Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
        lock (output)
            return (process.ExitCode, output.ToString());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new StartupException($"{start.FileName} could not be started");
        }
        catch (Win32Exception exception)
        {
            throw new StartupException($"{start.FileName} could not be started: {exception.Message}", exception);
        }
    }

    private static async Task CollectAsync(StreamReader reader, StringBuilder output)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }
}
