using LambdaMcp.Gateway.Discovery;

namespace LambdaMcp.Endpoint.Settings;

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
    };

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
