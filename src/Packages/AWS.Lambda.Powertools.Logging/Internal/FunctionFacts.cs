using System.Globalization;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>What Lambda's environment variables say of the function.</summary>
internal sealed record FunctionFacts(string Name, string Version, int MemorySize, bool StartedOnDemand)
{
    /// <summary>Null when the process does not run on Lambda.</summary>
    public static FunctionFacts? From(Func<string, string?> environment) =>
        environment("AWS_LAMBDA_FUNCTION_NAME") is { Length: > 0 } name
            ? new FunctionFacts(
                name,
                environment("AWS_LAMBDA_FUNCTION_VERSION") ?? "$LATEST",
                int.TryParse(environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0,
                // With provisioned concurrency the environment was started long before its first invocation.
                environment("AWS_LAMBDA_INITIALIZATION_TYPE") != "provisioned-concurrency")
            : null;
}
