namespace LambdaMcp.Local.Building;

/// <summary>Runs the .NET command line.</summary>
internal static class DotNet
{
    /// <returns>Exit code, and everything that was written to standard output and standard error.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => BuildProcess.RunAsync(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments, folder: null, [], cancellationToken);
}
