using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Tests;

/// <summary>The program of tests/StdioServers/TalkingServer.</summary>
internal static class TalkingServer
{
    public static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", nameof(TalkingServer), Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        OperatingSystem.IsWindows() ? "TalkingServer.exe" : "TalkingServer"));

    // A program that is started by its own name finds the runtime by this.
    public static string Runtime { get; } = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    public static StdioServerOptions Options { get; } = new()
    {
        Command = Program,
        Env = new Dictionary<string, string> { ["DOTNET_ROOT"] = Runtime },
        StopLimit = TimeSpan.FromSeconds(1),
        PassesAwsCredentials = false,
    };
}
