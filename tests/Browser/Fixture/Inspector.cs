using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Browser.Fixture;

/// <summary>MCP Inspector, started as Local's banner says, but from the installed package where the banner has npx fetch one.</summary>
internal sealed partial class Inspector : IAsyncDisposable
{
    private const string Package = "@modelcontextprotocol/inspector";

    private readonly Process _process;
    private readonly string _home;

    private Inspector(Process process, string home, string url)
    {
        _process = process;
        _home = home;
        Url = url;
    }

    /// <summary>The address that it printed.</summary>
    public string Url { get; }

    /// <param name="banner">What Local printed.</param>
    public static async Task<Inspector> StartAsync(string banner)
    {
        var modules = Require.NodePackage(Package);
        var node = Path.Combine(modules, "node", "bin", "node");
        Require.That(File.Exists(node), $"There is no {node}: it is the package node of tests/package.json.");
        var words = Words(Assert.Single(banner.Split('\n'), static line => line.StartsWith("npx ", StringComparison.Ordinal)));
        Assert.Equal(["npx", Package], words[..2]);
        var home = Directory.CreateTempSubdirectory("inspector-").FullName;
        var start = new ProcessStartInfo(node) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home };
        foreach (var word in (string[])[Path.Combine(modules, Package, "clients", "launcher", "build", "index.js"), .. words[2..]])
            start.ArgumentList.Add(word);
        start.Environment["HOME"] = home;
        start.Environment["CLIENT_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        start.Environment["MCP_SANDBOX_PORT"] = "0";
        start.Environment["MCP_AUTO_OPEN_ENABLED"] = "false";
        var process = Process.Start(start)!;
        var printed = new List<string>();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            printed.Add(line);
            if (Address().Match(line) is { Success: true, Value: var url })
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, home, url);
            }
        }
        throw new InvalidOperationException($"MCP Inspector ended before it served:\n{string.Join('\n', printed)}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    /// <summary>A shell's words, as far as the banner's commands need: single quotes and blanks.</summary>
    private static string[] Words(string command) =>
        [.. Word().Matches(command.Trim()).Select(static match => match.Value.Replace("'", "", StringComparison.Ordinal))];

    [GeneratedRegex(@"(?:'[^']*'|[^\s'])+")]
    private static partial Regex Word();

    [GeneratedRegex(@"https?://(?:localhost|127\.0\.0\.1)\S*MCP_INSPECTOR_API_TOKEN\S*|https?://(?:localhost|127\.0\.0\.1)\S*TOKEN=\S+")]
    private static partial Regex Address();
}
