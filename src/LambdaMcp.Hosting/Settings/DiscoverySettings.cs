using LambdaMcp.Gateway.Discovery;

namespace LambdaMcp.Hosting.Settings;

/// <summary>Reads which functions are discovered.</summary>
internal static class DiscoverySettings
{
    /// <exception cref="InvalidSettingException">Half of the tag is missing.</exception>
    public static DiscoveryOptions Read(EnvironmentReader environment) => new()
    {
        FunctionPrefix = environment.Text("FUNCTION_PREFIX"),
        FunctionList = environment.List("FUNCTION_LIST").ToHashSet(StringComparer.Ordinal),
        FunctionTag = ReadTag(environment),
        InputSchemaArnTagKey = environment.Text("FUNCTION_INPUT_SCHEMA_ARN_TAG_KEY"),
        OverridesByTags = environment.Flag("MCP_FUNCTION_TAGS"),
        OwnFunctions = ReadOwn(environment),
    };

    private static HashSet<string> ReadOwn(EnvironmentReader environment)
    {
        string?[] known =
        [
            environment.Text("AWS_LAMBDA_FUNCTION_NAME"), environment.Text("MCP_TASK_FUNCTION"), environment.Text("MCP_REQUEST_INTERCEPTOR_ARN"),
            environment.Text("MCP_RESPONSE_INTERCEPTOR_ARN"),
        ];
        return known.OfType<string>().Concat(environment.List("MCP_OWN_FUNCTIONS")).Select(NameOf).ToHashSet(StringComparer.Ordinal);
    }

    // The seventh part of an ARN; what is given by its name may have a qualifier.
    private static string NameOf(string nameOrArn) => nameOrArn.Split(':') is { Length: >= 7 } arn ? arn[6] : nameOrArn.Split(':')[0];

    // A tag of any value would import more than was meant, and so would ignoring the half that is there.
    private static KeyValuePair<string, string>? ReadTag(EnvironmentReader environment) =>
        (environment.Text("FUNCTION_TAG_KEY"), environment.Text("FUNCTION_TAG_VALUE")) switch
        {
            (null, null) => null,
            ({ } key, { } value) => new(key, value),
            (null, _) => throw new InvalidSettingException("FUNCTION_TAG_VALUE is set, but FUNCTION_TAG_KEY is not: set both to select functions by a tag, or neither."),
            (_, null) => throw new InvalidSettingException("FUNCTION_TAG_KEY is set, but FUNCTION_TAG_VALUE is not: set both to select functions by a tag, or neither."),
        };
}
