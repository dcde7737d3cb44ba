namespace LambdaMcp.StdioClient.Launching;

/// <summary>What the system is asked to start.</summary>
/// <param name="Program">The program's full path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Variables">Its whole environment.</param>
/// <param name="Directory">The folder that it starts in.</param>
internal sealed record Launch(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables, string Directory)
{
    /// <summary>Finds out what a server's command means here. Nothing is fetched: what it names must lie in the server's folder or on the PATH.</summary>
    /// <param name="options">The server.</param>
    /// <param name="variable">Gives a variable of this process's environment.</param>
    /// <exception cref="ServerFailedException">There is no such program or package, and the message says where it was looked for.</exception>
    public static Launch Of(StdioServerOptions options, Func<string, string?> variable)
    {
        var directory = Path.GetFullPath(options.Directory);
        if (!System.IO.Directory.Exists(directory))
            throw new ServerFailedException(ServerFailure.NotStarted, $"The server's folder {directory} does not exist.");
        try
        {
            return In(directory, options, variable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerFailedException(ServerFailure.NotStarted, $"The server's folder {directory} cannot be read.", e);
        }
    }

    private static Launch In(string directory, StdioServerOptions options, Func<string, string?> variable)
    {
        var variables = ServerEnvironment.Of(options, directory, variable);
        var programs = new ProgramSearch(variables, directory);
        var (command, arguments) = Packaged(options, directory, programs, variables);
        return new Launch(programs.Find(command), arguments, variables, directory);
    }

    private static (string Command, IReadOnlyList<string> Arguments) Packaged(
        StdioServerOptions options, string directory, ProgramSearch programs, Dictionary<string, string> variables)
    {
        switch (options.Command)
        {
            case "npx":
                return NpxCommand.Parse(options.Args).Resolve(directory);
            case "uvx":
                return Python(UvxCommand.Parse(options.Args));
            case "uv" when options.Args is ["tool", "run", ..]:
                return Python(UvxCommand.Parse([.. options.Args.Skip(2)]));
            default:
                return (options.Command, options.Args);
        }

        (string, IReadOnlyList<string>) Python(UvxCommand command)
        {
            var resolved = command.Resolve(directory);
            variables["PYTHONPATH"] = variables.TryGetValue("PYTHONPATH", out var set) && set.Length > 0
                ? $"{directory}{Path.PathSeparator}{set}"
                : directory;
            return (programs.Has("python3") ? "python3" : "python", resolved);
        }
    }
}
