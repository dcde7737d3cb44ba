namespace LambdaMcp.Local.Hosting;

/// <summary>The ready file where nobody names one: the user's other programs, <c>lambda-mcp</c> above all, look there for the Local that runs.</summary>
internal static class StateFile
{
    /// <summary>Its path; null where the user has no folder of his own.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string? Find(Func<string, string?> variable)
    {
        string? Below(string name, params string[] folders) => variable(name) is { Length: > 0 } folder ? Path.Combine([folder, .. folders, "lambda-mcp", "local.json"]) : null;
        return Below("XDG_STATE_HOME") ?? (OperatingSystem.IsWindows() ? Below("LOCALAPPDATA") : Below("HOME", ".local", "state"));
    }

    /// <summary>Writes it, in a folder of the user alone.</summary>
    /// <returns>What removes it, unless one that was started later has written its own; null where it cannot be written, which hinders nobody but those programs.</returns>
    public static IDisposable? Write(string path, ReadyFile ready)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            ready.Write(path);
            return new Removal(path, File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed class Removal(string path, string text) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                if (File.ReadAllText(path) == text)
                    File.Delete(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is gone, or not ours any more.
            }
        }
    }
}
