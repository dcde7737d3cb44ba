namespace LambdaMcp.Local.Lambda;

/// <summary>How a function's process is started.</summary>
internal sealed record FunctionCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Finds what runs the function's runtime on this machine.</summary>
    /// <exception cref="FileNotFoundException">Its message names what is missing.</exception>
    public static async Task<FunctionCommand> FindAsync(FunctionDefinition function, RuntimeScripts scripts)
    {
        var runtime = function.Runtime;
        if (runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            var node = await Interpreter.Node.FindAsync() ?? throw Missing(function, "Node.js", "node", "https://nodejs.org");
            return new FunctionCommand(node, [scripts.Node]);
        }
        if (runtime.StartsWith("python", StringComparison.Ordinal))
        {
            var python = await Interpreter.Python.FindAsync() ?? throw Missing(function, "Python 3", "python3", "https://www.python.org");
            // Unbuffered output, and no __pycache__ in the user's sources.
            return new FunctionCommand(python, ["-u", "-B", scripts.Python]);
        }
        if (runtime.StartsWith("provided", StringComparison.Ordinal) || runtime.StartsWith("dotnet", StringComparison.Ordinal))
            return new FunctionCommand(Bootstrap(function), []);
        throw new FileNotFoundException($"Runtime {runtime} does not run here; provided.*, dotnet*, nodejs* and python* do");
    }

    private static string Bootstrap(FunctionDefinition function)
    {
        var path = Path.Combine(function.CodeDirectory, OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap");
        if (!File.Exists(path))
            throw new FileNotFoundException($"Couldn't find valid bootstrap(s): [{path}]");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0)
            throw new FileNotFoundException($"fork/exec {path}: permission denied; make it executable with chmod +x");
        return path;
    }

    private static FileNotFoundException Missing(FunctionDefinition function, string product, string command, string site) =>
        new($"Function {function.Name} needs {product} ({function.Runtime}), and there is no working '{command}' on the PATH. Install it from {site}");
}
