namespace LambdaMcp.Cli.Tests.Servers;

/// <summary>A folder of a test's own, with a servers file in it.</summary>
internal sealed class ServersFolder : IDisposable
{
    // Of the file that a binary server downloads; nothing here downloads any.
    public const string Binary = "[{ url: \"https://example.com/server.tar.gz\", sha256: 0000000000000000000000000000000000000000000000000000000000000000 }]";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-servers-");

    public string File => At("servers.yaml");

    /// <summary>The program of tests/StdioServers/FaultyServer.</summary>
    public static string FaultyServer { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "FaultyServer", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "FaultyServer"));

    // A program that is started by its own name finds the runtime by this.
    private static string Runtime { get; } = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    /// <summary>An entry of the faulty server.</summary>
    public static string Faulty(string id, string more = "") => $$"""
        {{id}}:
          description: Fails as it is told.
          command: {{FaultyServer}}
          packages: {{Binary}}
          architecture: {{(System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64")}}
          env: { DOTNET_ROOT: "{{Runtime}}" }
        {{more}}

        """;

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public ServersFolder With(string yaml)
    {
        System.IO.File.WriteAllText(File, yaml);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
