using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LambdaMcp.Cli.Local;

/// <summary>LambdaMcp.Local as a process below this one.</summary>
internal static partial class LocalProgram
{
    private const string Name = "LambdaMcp.Local";
    private const int Terminate = 15;

    // In which it stops its own children.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Runs it to its end; when this program is interrupted, it ends in order.</summary>
    /// <returns>The code that it ended with.</returns>
    /// <exception cref="FailedException">It cannot be started.</exception>
    public static async Task<int> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A terminal has told it already; whoever stops this program alone has not.
            if (OperatingSystem.IsWindows() || process.HasExited || Kill(process.Id, Terminate) != 0 || !await EndsAsync(process))
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return process.ExitCode;
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Dotnet(), ["exec", Find(), .. arguments]);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new FailedException($"Local cannot be started: {error.Message} It needs the .NET SDK, with dotnet on the PATH.", innerException: error);
        }
    }

    /// <summary>Where the program is: beside this one in the tool's package, or in the repository's build output.</summary>
    private static string Find()
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string[] places =
        [
            Path.Combine(here, "local", $"{Name}.dll"),
            // artifacts/net10.0/bin/PROJECT/CONFIGURATION
            Path.Combine(here, "..", "..", Name, Path.GetFileName(here), $"{Name}.dll"),
        ];
        return places.FirstOrDefault(File.Exists) is { } found
            ? Path.GetFullPath(found)
            : throw new FailedException($"{Name} is not beside this program. In the repository, build it: dotnet build src/{Name}");
    }

    private static string Dotnet()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
            return host;
        return Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
    }

    private static async Task<bool> EndsAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
