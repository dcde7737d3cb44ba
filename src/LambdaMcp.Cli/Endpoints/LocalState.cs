namespace LambdaMcp.Cli.Endpoints;

/// <summary>Where <c>lambda-mcp local</c> leaves word of itself for the other commands of the same user.</summary>
internal static class LocalState
{
    /// <summary>The ready file; it is there while Local serves.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string ReadyFile(Func<string, string?> variable)
    {
        if (variable("XDG_STATE_HOME") is { Length: > 0 } state)
            return Path.Combine(state, "lambda-mcp", "local.json");
        return OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "lambda-mcp", "local.json")
            : Path.Combine(variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "lambda-mcp", "local.json");
    }

    /// <summary>Makes the folder of the ready file, which has a token and keys, for the user alone.</summary>
    public static void MakeFolder(string readyFile)
    {
        var folder = Path.GetDirectoryName(readyFile)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
