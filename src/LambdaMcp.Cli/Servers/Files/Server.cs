using LambdaMcp.Cli.Servers.Packages;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>One stdio server of a servers file: how it is started, and the function that it becomes.</summary>
internal sealed record Server
{
    /// <summary>Lambda's longest description, in characters.</summary>
    public const int LongestDescription = 256;

    /// <summary>The key in the file: small letters, digits and single hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in at most <see cref="LongestDescription"/> characters.</summary>
    public required string Description { get; init; }

    /// <summary>What starts it, as MCP clients are configured.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string> Args { get; init; } = [];

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>The function's time-out.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>The function's memory, in MB.</summary>
    public int Memory { get; init; } = 1024;

    public ServerRuntime Runtime { get; init; }

    /// <summary>Packages of the runtime's registry.</summary>
    public IReadOnlyList<RegistryPackage> Packages { get; init; } = [];

    /// <summary>Programs that are downloaded, for <see cref="Architecture"/>.</summary>
    public IReadOnlyList<BinaryPackage> Binaries { get; init; } = [];

    /// <summary>Files and folders of one's own, by their paths below <see cref="Root"/> with slashes; they have the same paths in the package.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The folder of the servers file.</summary>
    public string Root { get; init; } = ".";

    /// <summary>Lambda's word: <c>x86_64</c> or <c>arm64</c>.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>ARNs of layers with what its runtime lacks, behind the bridge's.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Variables whose values are read when the server starts, each with the ARN of a Secrets Manager secret or of an SSM parameter.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>What the function's role may do besides writing its log and reading its secrets.</summary>
    public IReadOnlyList<PolicyStatement> Statements { get; init; } = [];

    /// <summary>ARNs of managed policies of the role.</summary>
    public IReadOnlyList<string> ManagedPolicies { get; init; } = [];

    /// <summary>How it is tried out; null leaves that to what its tools say of themselves.</summary>
    public ServerTrial? Trial { get; init; }

    /// <summary>Why it cannot be a function; null where it can.</summary>
    public string? Unavailable { get; init; }

    /// <summary>Whether MCP clients reach it at a function URL, with requests that are signed with AWS credentials.</summary>
    public bool HasUrl { get; init; }

    /// <summary>What stands before its tools' names at the endpoint; null: the id and an underscore.</summary>
    public string? Prefix { get; init; }

    /// <summary>The id as a part of names in a template: letters and digits.</summary>
    public string LogicalName => LogicalNameOf(Id);

    /// <inheritdoc cref="LogicalName"/>
    public static string LogicalNameOf(string id) => string.Concat(id.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
