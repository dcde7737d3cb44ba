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
        foreach (var prefix in Prefixes)
            await RegisterAsync(Server(prefix).Function, $$"""{"type":"target","name":"{{prefix}}","contract":"mcp","timeout":25}""");
        await RegisterAsync("private-stdio-session", """{"type":"target","name":"session","contract":"mcp","timeout":25}""");
        await RegisterAsync("private-stdio-made", """{"type":"target","name":"made","contract":"mcp","timeout":25}""");
        await RegisterAsync("private-stdio-faulty", """{"type":"target","name":"faulty","contract":"mcp","timeout":25}""");
        await RegisterAsync("private-stdio-missing", """{"type":"target","name":"missing","contract":"mcp","timeout":25}""");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Faulty =>
        Repository.Path("artifacts", "net10.0", "bin", "FaultyServer", Repository.Configuration.ToLowerInvariant(), "FaultyServer.dll");

    private async Task RegisterAsync(string function, string registration) => _ = await Registered.AddAnyAsync(this, function, registration);

    /// <summary>All servers.</summary>
    internal static string[] Prefixes { get; } = ["everything", "files", "memory", "thinking"];
}
