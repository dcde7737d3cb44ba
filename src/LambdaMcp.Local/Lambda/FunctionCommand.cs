namespace LambdaMcp.Local.Lambda;

/// <summary>How a function's process is started.</summary>
internal sealed record FunctionCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The variable that names a program to start in the place of the runtime, with the runtime's command as its arguments.</summary>
    private const string WrapperVariable = "AWS_LAMBDA_EXEC_WRAPPER";

    /// <summary>The interpreter; null for a function that is a program itself.</summary>
    public string? Interpreter { get; private init; }

    /// <summary>Finds what runs the function's runtime on this machine.</summary>
    /// <exception cref="FileNotFoundException">Its message names what is missing.</exception>
    public static async Task<FunctionCommand> FindAsync(FunctionDefinition function, RuntimeScripts scripts)
    {
        var paths = new FunctionPaths(function);
        var command = await RuntimeAsync(function, paths, scripts);
        // The runtimes that are nothing but an operating system know no wrappers.
        return !IsProvided(function) && function.Environment.GetValueOrDefault(WrapperVariable) is { Length: > 0 } wrapper
            ? command with { Program = Wrapper(function, paths, wrapper), Arguments = [command.Program, .. command.Arguments] }
            : command;
    }

    private static async Task<FunctionCommand> RuntimeAsync(FunctionDefinition function, FunctionPaths paths, RuntimeScripts scripts)
    {
        var runtime = function.Runtime;
        if (runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            var node = await Lambda.Interpreter.Node.FindAsync() ?? throw Missing(function, "Node.js", "node", "https://nodejs.org");
            return new FunctionCommand(node, [scripts.Node]) { Interpreter = node };
        }
        if (runtime.StartsWith("python", StringComparison.Ordinal))
        {
            var python = await Lambda.Interpreter.Python.FindAsync() ?? throw Missing(function, "Python 3", "python3", "https://www.python.org");
            // Unbuffered output, and no __pycache__ in the user's sources. What follows the script are the layers' packages.
            return new FunctionCommand(python, ["-u", "-B", scripts.Python, .. paths.InLayers($"python/lib/{runtime}/site-packages"), .. paths.InLayers("python")]) { Interpreter = python };
        }
        if (IsProvided(function) || runtime.StartsWith("dotnet", StringComparison.Ordinal))
            return new FunctionCommand(Bootstrap(function), []);
        throw new FileNotFoundException($"Runtime {runtime} does not run here; provided.*, dotnet*, nodejs* and python* do");
    }

    private static bool IsProvided(FunctionDefinition function) => function.Runtime.StartsWith("provided", StringComparison.Ordinal);

    private static string Bootstrap(FunctionDefinition function)
    {
        var name = OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap";
        string[] places = [Path.Combine(function.CodeDirectory, name), .. function.Layers.Reverse().Select(layer => Path.Combine(layer.ContentDirectory, name))];
        return Executable(Array.Find(places, File.Exists) ?? throw new FileNotFoundException($"Couldn't find valid bootstrap(s): [{string.Join(' ', places)}]"));
    }

    private static string Wrapper(FunctionDefinition function, FunctionPaths paths, string wrapper)
    {
        if ((paths.Find(wrapper) ?? (OperatingSystem.IsWindows() ? paths.Find(wrapper + ".exe") : null)) is { } found)
            return Executable(found);
        return Path.IsPathFullyQualified(wrapper) && File.Exists(wrapper)
            ? Executable(wrapper)
            : throw new FileNotFoundException($"{WrapperVariable} of function {function.Name} is {wrapper}, which is neither in its code (/var/task) nor in one of its {function.Layers.Count} layers (/opt)");
    }

    private static string Executable(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0)
            throw new FileNotFoundException($"fork/exec {path}: permission denied; make it executable with chmod +x");
        return path;
    }

    private static FileNotFoundException Missing(FunctionDefinition function, string product, string command, string site) =>
        new($"Function {function.Name} needs {product} ({function.Runtime}), and there is no working '{command}' on the PATH. Install it from {site}");
}
