using System.Diagnostics;
using System.Text.Json;

namespace Runner.Peers;

/// <summary>What is taken from npm: the packages that tests/package.json names.</summary>
internal sealed class NodePackages
{
    private const string Variable = "LAMBDA_MCP_NODE_MODULES";

    /// <exception cref="BenchmarkException">They are not there.</exception>
    public NodePackages()
    {
        Folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : throw new BenchmarkException($"Install tests/package.json with npm, and name its folder node_modules in {Variable}.");
        var packaged = Path.Combine(Folder, "node", "bin", "node");
        Node = File.Exists(packaged) ? packaged : OnPath("node") ?? throw new BenchmarkException("Node is not installed.");
    }

    public string Folder { get; }

    /// <summary>Node: the package of that name if it brings one for this machine, else that of PATH.</summary>
    public string Node { get; }

    /// <exception cref="BenchmarkException">It is not there.</exception>
    public string Find(string path)
    {
        var file = Path.Combine(Folder, path);
        return File.Exists(file) ? file : throw new BenchmarkException($"{path} is missing in {Folder}: install tests/package.json with npm.");
    }

    /// <summary>Which release of a package is there.</summary>
    /// <exception cref="BenchmarkException">None is.</exception>
    public string Version(string package)
    {
        using var description = JsonDocument.Parse(File.ReadAllBytes(Find($"{package}/package.json")));
        return $"{package} {description.RootElement.GetProperty("version").GetString()}";
    }

    /// <summary>Which release of Node is run.</summary>
    public async Task<string> NodeVersionAsync(CancellationToken cancellationToken)
    {
        using var node = Process.Start(new ProcessStartInfo(Node, "--version") { RedirectStandardOutput = true })!;
        return $"Node {(await node.StandardOutput.ReadToEndAsync(cancellationToken)).Trim()}";
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
