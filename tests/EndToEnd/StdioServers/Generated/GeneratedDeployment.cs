using System.Diagnostics;
using EndToEnd.Fixture;

namespace EndToEnd.StdioServers.Generated;

/// <summary>
/// A deployment of the repository's template and, beside it, of what <c>lambda-mcp servers generate</c> makes of this folder's <c>servers.yaml</c>: its makefiles are run, and its
/// bridge is the functions' layer. Only npm is stood in for, by this folder's <c>programs/npm</c>.
/// </summary>
public sealed class GeneratedDeployment : LocalDeployment
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-generated-");

    /// <summary>The servers file: a copy, for what is of one's own is copied from beside it.</summary>
    public string ServersFile => Path.Combine(_folder.FullName, "servers.yaml");

    protected override IEnumerable<string> Templates => ["template.yaml", Path.Combine(Generated, "template.yaml")];

    protected override IEnumerable<string> Parameters => [];

    protected override IEnumerable<KeyValuePair<string, string>> Variables =>
        [new("PATH", $"{Source("programs")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}")];

    private string Generated => Path.Combine(_folder.FullName, "servers");

    public override async ValueTask InitializeAsync()
    {
        Require.That(OperatingSystem.IsLinux(), "The bridge is a program for Linux.");
        Require.That(System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "The servers file is for x86_64.");
        foreach (var program in (string[])["make", "node", "python3"])
            Require.Program(program);
        Require.NodePackage("@modelcontextprotocol/server-filesystem");
        foreach (var file in (string[])["servers.yaml", "shout.py"])
            File.Copy(Source(file), Path.Combine(_folder.FullName, file));
        await GenerateAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs the command line, with this deployment as the running one and as the account.</summary>
    internal Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Cli", Repository.Configuration.ToLowerInvariant(), "lambda-mcp.dll"), .. arguments]);
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(_folder.FullName, "cache");
        if (Ready is not null)
        {
            start.Environment["AWS_REGION"] = Ready.Region;
            start.Environment["AWS_ACCESS_KEY_ID"] = Ready.AccessKeyId;
            start.Environment["AWS_SECRET_ACCESS_KEY"] = Ready.SecretAccessKey;
            start.Environment["AWS_ENDPOINT_URL"] = Ready.EndpointUrl;
            start.Environment["MCP_URL"] = Ready.McpUrl;
            start.Environment["MCP_REGISTER_URL"] = Ready.RegisterUrl;
            start.Environment["MCP_TOKEN"] = Ready.Token;
        }

        return Script.RunAsync(start, "");
    }

    // As native code the bridge is what is deployed. Otherwise it is the build's program, which runs nowhere but among its libraries: the layer then has a line that starts it there.
    private async Task GenerateAsync()
    {
        var built = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.StdioBridge", Repository.Configuration.ToLowerInvariant(), "bootstrap");
        var bridge = NativeFramework is { } framework ? Repository.Path("artifacts", framework, "publish", "LambdaMcp.StdioBridge", "release_linux-x64", "bootstrap") : built;
        Require.That(File.Exists(bridge), $"{bridge} is not there: publish src/LambdaMcp.StdioBridge first.");
        var (exitCode, _, errors) = await RunAsync("servers", "generate", "--file", ServersFile, "--output", Generated, "--bridge", bridge);
        Assert.True(exitCode == 0, errors);
        if (bridge == built)
            await File.WriteAllTextAsync(Path.Combine(Generated, "bridge-x86_64", "bootstrap"), $"#!/bin/sh\nexec '{built}' \"$@\"\n");
    }

    private static string Source(string name) => Repository.Path("tests", "EndToEnd", "StdioServers", "Generated", name);
}
