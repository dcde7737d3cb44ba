namespace LambdaMcp.Cli.Endpoints;

/// <summary>Where a running Local leaves word of itself for the commands of the same user (StateFile in LambdaMcp.Local).</summary>
internal static class LocalState
{
    /// <summary>The ready file; it is there while Local serves. Null where the user has no folder of his own.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string? ReadyFile(Func<string, string?> variable)
    {
        string? Below(string name, params string[] folders) => variable(name) is { Length: > 0 } folder ? Path.Combine([folder, .. folders, "lambda-mcp", "local.json"]) : null;
        return Below("XDG_STATE_HOME") ?? (OperatingSystem.IsWindows() ? Below("LOCALAPPDATA") : Below("HOME", ".local", "state"));
    }
}
