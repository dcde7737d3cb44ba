namespace LambdaMcp.StdioClient.Processes;

/// <summary>How a process ended, in words that may be told to a client.</summary>
internal static class ProcessEnd
{
    // .NET reports a process that a signal ended as shells do, with 128 added.
    private static readonly Dictionary<int, string> Signals = new()
    {
        [128 + 1] = "SIGHUP",
        [128 + 2] = "SIGINT",
        [128 + 3] = "SIGQUIT",
        [128 + 4] = "SIGILL",
        [128 + 6] = "SIGABRT",
        [128 + 7] = "SIGBUS",
        [128 + 8] = "SIGFPE",
        [128 + 9] = "SIGKILL",
        [128 + 11] = "SIGSEGV",
        [128 + 13] = "SIGPIPE",
        [128 + 14] = "SIGALRM",
        [128 + 15] = "SIGTERM",
    };

    /// <summary>Such as <c>ended with exit code 3</c> or <c>was ended by the signal SIGSEGV</c>.</summary>
    public static string Describe(int exitCode) => !OperatingSystem.IsWindows() && Signals.TryGetValue(exitCode, out var signal)
        ? $"was ended by the signal {signal}"
        : $"ended with exit code {exitCode}";
}
