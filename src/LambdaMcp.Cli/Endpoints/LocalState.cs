namespace LambdaMcp.Cli.Endpoints;

/// <summary>Where <c>lambda-mcp local</c> leaves word of itself for the other commands of the same user.</summary>
internal static class LocalState
{
    /// <summary>The ready file; it is there while Local serves. Null where the user has no folder of his own.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string? ReadyFile(Func<string, string?> variable)
    {
        string? Below(string name, params string[] folders) => variable(name) is { Length: > 0 } folder ? Path.Combine([folder, .. folders, "lambda-mcp", "local.json"]) : null;
        return Below("XDG_STATE_HOME") ?? (OperatingSystem.IsWindows() ? Below("LOCALAPPDATA") : Below("HOME", ".local", "state"));
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
