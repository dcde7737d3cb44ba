namespace LambdaMcp.StdioClient.Launching;

/// <summary>Where programs are, as the server's own environment has it.</summary>
/// <param name="variables">The server's environment.</param>
/// <param name="directory">The folder that it starts in.</param>
internal sealed class ProgramSearch(IReadOnlyDictionary<string, string> variables, string directory)
{
    private static readonly string[] NoExtension = [""];

    private readonly string[] _folders = variables.TryGetValue("PATH", out var path)
        ? [.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(folder => Path.Combine(directory, folder))]
        : [];

    private readonly string[] _extensions = OperatingSystem.IsWindows()
        ? ["", .. variables.GetValueOrDefault("PATHEXT", ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries)]
        : NoExtension;

    /// <summary>Whether a program of that name is on the PATH.</summary>
    public bool Has(string name) => OnPath(name) is not null;

    /// <summary>The full path of a program, given by its name or its path.</summary>
    /// <exception cref="ServerFailedException">There is none.</exception>
    public string Find(string command)
    {
        if (command.Length == 0)
            throw NotStarted("The server has no command.");
        if (command.Contains('/', StringComparison.Ordinal) || command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return AtPath(Path.GetFullPath(command, directory));
        return OnPath(command)
            ?? throw NotStarted($"The program {command} was not found. It was looked for in {string.Join(", ", _folders.Distinct())}.");
    }

    private string AtPath(string path)
    {
        if (Array.Find(_extensions, extension => File.Exists(path + extension)) is not { } found)
            throw NotStarted($"The program {path} does not exist.");
        return IsExecutable(path + found) ? path + found : throw NotStarted($"The file {path} may not be executed.");
    }

    private string? OnPath(string name)
    {
        foreach (var folder in _folders)
        {
            foreach (var extension in _extensions)
            {
                var path = Path.Combine(folder, name + extension);
                if (File.Exists(path) && IsExecutable(path))
                    return path;
            }
        }
        return null;
    }

    private static bool IsExecutable(string path) => OperatingSystem.IsWindows() ||
        (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private static ServerFailedException NotStarted(string message) => new(ServerFailure.NotStarted, message);
}
