using System.Diagnostics;
using System.Text;

namespace LambdaMcp.Local.Building;

/// <summary>Runs the .NET command line.</summary>
internal static class DotNet
{
    /// <returns>Exit code, and everything that was written to standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
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

        using var process = Process.Start(start) ?? throw new StartupException("dotnet could not be started");
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
            throw;
        }
        // The compiler's server may live on and hold the pipes open: what the command wrote is there by now.
        await Task.WhenAny(collecting, Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
        lock (output)
            return (process.ExitCode, output.ToString());
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
