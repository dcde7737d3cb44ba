namespace LambdaMcp.StdioClient;

/// <summary>A stdio MCP server, and what it may use up.</summary>
public sealed record StdioServerOptions
{
    /// <summary>
    /// What starts it: a program's path or its name, or <c>npx</c> or <c>uvx</c> with a package that lies in <see cref="Directory"/>, as MCP clients are configured.
    /// </summary>
    public required string Command { get; init; }

    /// <summary>The command's arguments, as they stand.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>The variables that the server gets besides the few that every program needs: nothing else of this process's environment reaches it. It also gets a mark, <c>LAMBDA_MCP_STDIO_SERVER</c>, by which what it leaves behind is found.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder that the server starts in and its packages are in: Lambda's task root.</summary>
    public string Directory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Whether the server gets the AWS credentials and the region of this process, as they are when it starts.</summary>
    public bool PassesAwsCredentials { get; init; } = true;

    /// <summary>
    /// Whether this process is closed to the server before it starts: on Linux, processes of one user may otherwise read each other's variables and memory. It holds
    /// for all that this process starts, for as long as it runs; debuggers and core dumps need the rights of root then.
    /// </summary>
    public bool HidesThisProcess { get; init; }

    /// <summary>How long it may take from its start to its answer to the handshake.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a call may take; null leaves it to the request's own deadline.</summary>
    public TimeSpan? CallLimit { get; init; }

    /// <summary>How long it has to end by itself when it is to stop, before it is killed with all that it started.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest message that is taken from it, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 6 * 1024 * 1024;

    /// <summary>How much memory it and all that it started may hold, in bytes (resident); null for any amount.</summary>
    public long? MaxMemoryBytes { get; init; }

    /// <summary>How many calls it gets at one time. A stdio server does not say whose call a log message or a question belongs to: with one at a time it is plain.</summary>
    public int MaxConcurrentCalls { get; init; } = 1;

    /// <summary>What it is told that its client can do, beside tools: <c>elicitation</c>, <c>sampling</c> and <c>roots</c>. Clients that cannot are answered for.</summary>
    public IReadOnlyList<string> ClientCapabilities { get; init; } = ["elicitation", "sampling"];
}
