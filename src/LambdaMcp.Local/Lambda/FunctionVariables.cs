using System.Globalization;
using System.Runtime.InteropServices;

namespace LambdaMcp.Local.Lambda;

/// <summary>The environment variables of a function's process: Lambda's, the template's and the service's, none of the user's own.</summary>
internal static class FunctionVariables
{
    public static IEnumerable<KeyValuePair<string, string>> For(
        FunctionDefinition function, FunctionCommand command, LambdaServiceOptions options, string sessionToken, string runtimeApi, string runtimeFolder, string logStream)
    {
        var paths = new FunctionPaths(function);
        return Defaults(function, command, paths, runtimeFolder)
            .Concat(function.Environment.Select(variable => KeyValuePair.Create(variable.Key, paths.Map(variable.Value))))
            .Concat(options.ExtraEnvironment)
            .Concat(Reserved(function, options, sessionToken, runtimeApi, runtimeFolder, logStream));
    }

    /// <summary>What a template may override.</summary>
    private static Dictionary<string, string> Defaults(FunctionDefinition function, FunctionCommand command, FunctionPaths paths, string runtimeFolder)
    {
        // This machine's, for Lambda's own list would miss most of its programs. As there, the runtime's interpreter comes first: what
        // the function starts by its name must not be a version manager's shim, which needs the user's settings.
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        var interpreter = command.Interpreter is { } program ? Path.GetDirectoryName(program) : null;
        var variables = new Dictionary<string, string>
        {
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["HOME"] = Path.TrimEndingDirectorySeparator(Path.GetTempPath()),
            ["PATH"] = Joined([.. new[] { interpreter, path }.OfType<string>(), .. paths.InLayers("bin")]),
            // For the executables of framework-dependent .NET programs: three levels above shared/Microsoft.NETCore.App/<version>.
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        };
        if (OperatingSystem.IsLinux())
            variables["LD_LIBRARY_PATH"] = Joined([function.CodeDirectory, Path.Combine(function.CodeDirectory, "lib"), .. paths.InLayers("lib")]);
        if (function.Runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            var version = function.Runtime["nodejs".Length..].Split('.')[0];
            variables["NODE_PATH"] = Joined([.. paths.InLayers($"nodejs/node{version}/node_modules"), .. paths.InLayers("nodejs/node_modules"), Path.Combine(runtimeFolder, "node_modules")]);
        }
        // Layers' packages are not in it, there and here: the runtime itself looks for them.
        if (function.Runtime.StartsWith("python", StringComparison.Ordinal))
            variables["PYTHONPATH"] = runtimeFolder;
        if (OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("SystemRoot") is { } root)
            variables["SystemRoot"] = root;
        return variables;
    }

    private static Dictionary<string, string> Reserved(
        FunctionDefinition function, LambdaServiceOptions options, string sessionToken, string runtimeApi, string runtimeFolder, string logStream)
    {
        var variables = new Dictionary<string, string>
        {
            ["_HANDLER"] = function.Handler,
            ["AWS_REGION"] = options.Region,
            ["AWS_DEFAULT_REGION"] = options.Region,
            ["AWS_ACCESS_KEY_ID"] = options.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = options.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = sessionToken,
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = FunctionName.Latest,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySizeMB.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroup ?? $"/aws/lambda/{function.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream,
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["LAMBDA_TASK_ROOT"] = function.CodeDirectory,
            ["LAMBDA_RUNTIME_DIR"] = runtimeFolder,
        };
        // The runtimes that are nothing but an operating system have no name to tell.
        if (!function.Runtime.StartsWith("provided", StringComparison.Ordinal))
            variables["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}";
        return variables;
    }

    private static string Joined(IEnumerable<string> paths) => string.Join(Path.PathSeparator, paths);
}
