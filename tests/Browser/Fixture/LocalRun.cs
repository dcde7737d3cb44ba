using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Browser.Fixture;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(LocalRun))]
// Each looks at the newest requests of one page, which another test's would push away.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Browser.Fixture;

/// <summary>Local with the repository's templates, as a user runs it, and Chromium to look at its page. Both start when a test first asks.</summary>
public sealed class LocalRun : IAsyncDisposable
{
    /// <summary>The deployment's token: nothing but what Local prints may show it.</summary>
    public const string Token = "planted-token-8c51a90e+3f/browser";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-mcp-browser-").FullName;
    private readonly StringBuilder _output = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly HttpClient _page = new();
    private long _newest;
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string Chromium { get; } = Environment.GetEnvironmentVariable("LAMBDA_MCP_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public string McpUrl { get; private set; } = "";

    public string PageUrl { get; private set; } = "";

    /// <summary>What Local printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The rows of the requests that come from now on: the page shows those of earlier tests too.</summary>
    public async Task<ILocator> NewRowsAsync(IPage page)
    {
        while (await IsKnownAsync(_newest + 1))
            _newest++;
        return page.Locator($"xpath=//ol[@id='request-list']/li[@data-number > {_newest}]");
    }

    /// <summary>A new tab of a browser that has seen nothing yet, with what it complains of.</summary>
    public async Task<Tab> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1200)
    {
        Require.That(File.Exists(Chromium), $"Chromium is not at {Chromium}: LAMBDA_MCP_CHROMIUM names another place.");
        await StartAsync();
        return await Tab.OpenAsync(_browser!, scheme, width);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                // So that it stops its functions.
                using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
                await _process.WaitForExitAsync(patience.Token);
            }
            _process.Dispose();
        }
        _page.Dispose();
        _starting.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_browser is not null)
                return;
            await StartLocalAsync();
            Assertions.SetDefaultExpectTimeout(120_000);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Timeout = 300_000 });
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task StartLocalAsync()
    {
        var readyFile = Path.Combine(_folder, "ready.json");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        string[] templates = ["template.yaml", Path.Combine("src", "Samples", "template.yaml"), Path.Combine("tests", "Browser", "template.yaml")];
        foreach (var argument in (string[])[
            Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Local", Repository.Configuration.ToLowerInvariant(), "LambdaMcp.Local.dll"),
            .. templates.SelectMany(static template => new[] { "--template", Repository.Path(template) }),
            "--configuration", Repository.Configuration, "--no-build", "--port", "0", "--ready-file", readyFile, "--verbose",
            "--parameter", $"McpAuthToken={Token}", "--parameter", "FunctionInputSchemaArnTagKey=input-schema"])
        {
            start.ArgumentList.Add(argument);
        }
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var exited = new TaskCompletionSource();
        _process.Exited += (_, _) => exited.TrySetResult();
        _process.OutputDataReceived += (_, line) => Collect(line.Data);
        _process.ErrorDataReceived += (_, line) => Collect(line.Data);
        using var watcher = new FileSystemWatcher(_folder) { EnableRaisingEvents = true };
        var written = new TaskCompletionSource();
        watcher.Renamed += (_, change) =>
        {
            if (change.Name == "ready.json")
                written.TrySetResult();
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (await Task.WhenAny(written.Task, exited.Task).WaitAsync(Patience) == exited.Task)
            throw new InvalidOperationException($"LambdaMcp.Local ended before it served:\n{Output}");
        using var ready = JsonDocument.Parse(await File.ReadAllBytesAsync(readyFile));
        McpUrl = ready.RootElement.GetProperty("mcpUrl").GetString()!;
        PageUrl = ready.RootElement.GetProperty("pageUrl").GetString()!;
        _page.DefaultRequestHeaders.Add("X-Page-Key", new Uri(PageUrl).Fragment["#key=".Length..]);
    }

    // Requests are numbered from 1.
    private async Task<bool> IsKnownAsync(long number)
    {
        using var answer = await _page.GetAsync(new Uri(new(PageUrl), $"api/traces/{number.ToString(CultureInfo.InvariantCulture)}"));
        return answer.IsSuccessStatusCode || (answer.StatusCode != System.Net.HttpStatusCode.NotFound ? throw new InvalidOperationException($"{answer.StatusCode}") : false);
    }

    private void Collect(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
