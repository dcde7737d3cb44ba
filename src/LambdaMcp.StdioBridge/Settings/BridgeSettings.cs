using LambdaMcp.Hosting.Settings;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Settings;

/// <summary>The bridge's configuration, read once, from variables and the packaged file. <see cref="BridgeHelp"/> describes every variable.</summary>
internal sealed record BridgeSettings
{
    private static readonly string[] Capabilities = ["elicitation", "sampling", "roots"];

    public required StdioServerOptions Server { get; init; }

    /// <summary>What the answers to failures call the server.</summary>
    public required ServerLabel Label { get; init; }

    /// <summary>The server's variables that are secrets, by the ARNs of these.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <param name="environment">The variables.</param>
    /// <param name="readFile">Gives the text of the file <see cref="ServerFile.Name"/> in a folder, or null where there is none.</param>
    /// <exception cref="InvalidSettingException">A value cannot be used, or no server is named.</exception>
    public static BridgeSettings Read(EnvironmentReader environment, Func<string, string?> readFile)
    {
        var directory = environment.Text("LAMBDA_TASK_ROOT") ?? Environment.CurrentDirectory;
        var file = ServerFile.Parse(readFile(directory));
        var named = environment.Text("STDIO_SERVER_COMMAND");
        var command = named ?? file.Command ?? throw new InvalidSettingException(
            $"No server is named: set STDIO_SERVER_COMMAND, or package the file {ServerFile.Name} with its command.");
        var id = environment.Text("STDIO_SERVER_ID") ?? file.Id ?? environment.Text("AWS_LAMBDA_FUNCTION_NAME") ?? Path.GetFileNameWithoutExtension(command);
        return new()
        {
            Server = new()
            {
                Command = command,
                // The file's are those of the file's command.
                Args = JsonSetting.Strings("STDIO_SERVER_ARGS", environment.Text("STDIO_SERVER_ARGS")) ?? (named is null ? file.Args : []),
                Env = Joined(file.Env, JsonSetting.Map("STDIO_SERVER_ENV", environment.Text("STDIO_SERVER_ENV"))),
                Directory = directory,
                PassesAwsCredentials = environment.Text("STDIO_SERVER_AWS_CREDENTIALS") is null || environment.Flag("STDIO_SERVER_AWS_CREDENTIALS"),
                // It has tokens, sealing keys and settings that are not the server's.
                HidesThisProcess = true,
                StartLimit = TimeSpan.FromSeconds(environment.Number("STDIO_SERVER_START_SECONDS", 30, least: 1, most: 900)),
                CallLimit = environment.Number("STDIO_SERVER_CALL_SECONDS", 0, least: 0, most: 900) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
                MaxMessageBytes = environment.Number("STDIO_SERVER_MAX_MESSAGE_BYTES", 6 * 1024 * 1024, least: 1024, most: 64 * 1024 * 1024),
                MaxMemoryBytes = environment.Number("STDIO_SERVER_MAX_MEMORY_MB", 0, least: 0, most: 10_240) is > 0 and var megabytes ? megabytes * 1024L * 1024 : null,
                MaxConcurrentCalls = environment.Number("STDIO_SERVER_MAX_CONCURRENT_CALLS", 1, least: 1, most: 64),
                ClientCapabilities = ReadCapabilities(environment),
            },
            Label = new(id, environment.Text("STDIO_SERVER_NAME") ?? file.Title ?? id),
            Secrets = Joined(file.Secrets, JsonSetting.Map("STDIO_SERVER_SECRETS", environment.Text("STDIO_SERVER_SECRETS"))),
        };
    }

    private static IReadOnlyList<string> ReadCapabilities(EnvironmentReader environment)
    {
        const string Variable = "STDIO_SERVER_CLIENT_CAPABILITIES";
        var names = environment.List(Variable);
        if (names is [])
            return ["elicitation", "sampling"];
        if (names is ["none"])
            return [];
        return names.FirstOrDefault(name => !Capabilities.Contains(name)) is { } unknown
            ? throw new InvalidSettingException($"{Variable} has '{unknown}'; it must be none, or some of {string.Join(", ", Capabilities)}.")
            : names;
    }

    private static Dictionary<string, string> Joined(IReadOnlyDictionary<string, string> file, IReadOnlyDictionary<string, string>? variable)
    {
        var joined = new Dictionary<string, string>(file, StringComparer.Ordinal);
        foreach (var (name, value) in variable ?? new Dictionary<string, string>())
            joined[name] = value;
        return joined;
    }
}
