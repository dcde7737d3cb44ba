using EndToEnd.Fixture;
using EndToEnd.SelfHosted;

namespace EndToEnd.Stdio;

/// <summary>
/// How a desktop client starts the endpoint: by its program, with a profile of AWS's shared files, for the functions and registrations of the
/// local deployment.
/// </summary>
internal sealed class StdioProgram : IDisposable
{
    public const string Profile = "desktop";

    private readonly string _folder = Directory.CreateTempSubdirectory("mcp-stdio-").FullName;

    private StdioProgram(Dictionary<string, string?> environment) => Environment = environment;

    public static string Path => EndpointProcess.Program;

    /// <summary>The variables that are set besides the test's own; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; }

    public static async Task<StdioProgram> PrepareAsync(LocalDeployment stack)
    {
        var ready = stack.Ready;
        var program = new StdioProgram(new()
        {
            ["AWS_PROFILE"] = Profile,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_ACCESS_KEY_ID"] = null,
            ["AWS_SECRET_ACCESS_KEY"] = null,
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_REGION"] = null,
            ["AWS_ENDPOINT_URL_LAMBDA"] = ready.LambdaUrl,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = ready.DynamodbUrl,
            ["FUNCTION_PREFIX"] = "mcp-sample-",
            ["MCP_REGISTRATIONS_TABLE"] = await Tables.RegistrationsAsync(stack),
        });
        program.WriteProfiles($"""
            [profile {Profile}]
            region = {ready.Region}
            aws_access_key_id = {ready.AccessKeyId}
            aws_secret_access_key = {ready.SecretAccessKey}
            """);
        return program;
    }

    /// <summary>Makes this the whole of the user's AWS configuration.</summary>
    public void WriteProfiles(string config)
    {
        var file = System.IO.Path.Combine(_folder, "config");
        File.WriteAllText(file, config);
        Environment["AWS_CONFIG_FILE"] = file;
        Environment["AWS_SHARED_CREDENTIALS_FILE"] = System.IO.Path.Combine(_folder, "none");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
