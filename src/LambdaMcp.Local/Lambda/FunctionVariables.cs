using System.Globalization;
using System.Runtime.InteropServices;

namespace LambdaMcp.Local.Lambda;

/// <summary>The environment variables of a function's process: Lambda's, the template's and the service's, none of the user's own.</summary>
internal static class FunctionVariables
{
    public static IEnumerable<KeyValuePair<string, string>> For(
        FunctionDefinition function, LambdaServiceOptions options, string sessionToken, string runtimeApi, string runtimeFolder, string logStream) =>
        Defaults().Concat(function.Environment).Concat(options.ExtraEnvironment).Concat(Reserved(function, options, sessionToken, runtimeApi, runtimeFolder, logStream));

    /// <summary>What a template may override.</summary>
    private static Dictionary<string, string> Defaults()
    {
        var variables = new Dictionary<string, string>
        {
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["HOME"] = Path.TrimEndingDirectorySeparator(Path.GetTempPath()),
            // Where this machine keeps its programs; Lambda's own list would miss most of them.
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            // For the executables of framework-dependent .NET programs: three levels above shared/Microsoft.NETCore.App/<version>.
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        };
        if (OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("SystemRoot") is { } root)
            variables["SystemRoot"] = root;
        return variables;
    }

    private static Dictionary<string, string> Reserved(
        FunctionDefinition function, LambdaServiceOptions options, string sessionToken, string runtimeApi, string runtimeFolder, string logStream)
    {
        return new Dictionary<string, string>
        {
            ["_HANDLER"] = function.Handler,
            ["AWS_REGION"] = options.Region,
            ["AWS_DEFAULT_REGION"] = options.Region,
            ["AWS_ACCESS_KEY_ID"] = options.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = options.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = sessionToken,
            ["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}",
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = FunctionName.Latest,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySizeMB.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream,
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["LAMBDA_TASK_ROOT"] = function.CodeDirectory,
            ["LAMBDA_RUNTIME_DIR"] = runtimeFolder,
        };
    }
}
