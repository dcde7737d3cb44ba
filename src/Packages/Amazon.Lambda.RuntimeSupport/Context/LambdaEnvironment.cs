using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The variables that Lambda sets for every function.</summary>
internal static class LambdaEnvironment
{
    public static string FunctionName => Read("AWS_LAMBDA_FUNCTION_NAME");

    public static string FunctionVersion => Read("AWS_LAMBDA_FUNCTION_VERSION");

    public static string LogGroupName => Read("AWS_LAMBDA_LOG_GROUP_NAME");

    public static string LogStreamName => Read("AWS_LAMBDA_LOG_STREAM_NAME");

    public static int MemoryLimitInMB =>
        int.TryParse(Read("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0;

    private static string Read(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
