using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.StdioServers;

/// <summary>A deployment with the reference servers as functions, each aggregated under its prefix, and a folder of files for them.</summary>
[CollectionDefinition(Collection)]
public sealed class StdioServersDeployment : LocalDeployment, ICollectionFixture<StdioServersDeployment>
{
    /// <summary>The name of the collection of tests with it.</summary>
    public const string Collection = "stdio servers";

    private const string Everything = "@modelcontextprotocol/server-everything";

    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-mcp-stdio-").FullName;

    /// <summary>The folder that the server of files may touch.</summary>
    public string Files => Path.Combine(_folder, "files");

    protected override IEnumerable<string> Templates => ["template.yaml", Path.Combine("tests", "EndToEnd", "StdioServers", "template.yaml")];

    protected override IEnumerable<string> Parameters =>
        [$"NodeModules={Require.NodePackage(Everything)}", $"Faulty={Faulty}", $"FilesFolder={Files}", $"MemoryFile={Path.Combine(_folder, "memory.jsonl")}"];

    /// <summary>Where there is no file yet.</summary>
    internal string NewFile() => Path.Combine(_folder, Guid.NewGuid().ToString("N"));

    /// <summary>A server, and how it is started without a function: with files of its own.</summary>
    internal StdioServer Server(string prefix) => prefix switch
    {
        "everything" => new(prefix, Everything, ["stdio"], []),
        "files" => new(prefix, "@modelcontextprotocol/server-filesystem", [Files], []),
        "memory" => new(prefix, "@modelcontextprotocol/server-memory", [], new() { ["MEMORY_FILE_PATH"] = Path.Combine(_folder, $"{Guid.NewGuid():N}.jsonl") }),
        "thinking" => new(prefix, "@modelcontextprotocol/server-sequential-thinking", [], new() { ["DISABLE_THOUGHT_LOGGING"] = "true" }),
        _ => throw new ArgumentOutOfRangeException(nameof(prefix), prefix, null),
    };

    public override async ValueTask InitializeAsync()
    {
        Require.Program("node");
        foreach (var prefix in Prefixes)
            Require.NodePackage(Server(prefix).Package);
        Directory.CreateDirectory(Files);
        await base.InitializeAsync();
        // A function that starts while an instance of the endpoint asks it for its lists may take longer than that waits.
        using var invocations = new Invocations(this);
        foreach (var name in (string[])[.. Prefixes, "session", "made", "kept", "faulty"])
            await invocations.InvokeAsync($"private-stdio-{name}", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        // In this order: of functions that list the same URI, the first is asked for it.
        foreach (var name in (string[])[.. Prefixes, "session", "made", "kept", "faulty", "missing"])
            await RegisterAsync(name);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Faulty =>
        Repository.Path("artifacts", "net10.0", "bin", "FaultyServer", Repository.Configuration.ToLowerInvariant(), "FaultyServer.dll");

    // A function with one environment is busy while it is asked for its lists, and who calls it then tries again.
    private async Task RegisterAsync(string name) => _ = await Registered.AddAnyAsync(
        this, $"private-stdio-{name}", $$$"""{"type":"target","name":"{{{name}}}","contract":"mcp","timeout":25,"retry":{"attempts":5,"baseDelayMs":400}}""");

    /// <summary>All servers.</summary>
    internal static string[] Prefixes { get; } = ["everything", "files", "memory", "thinking"];
}
