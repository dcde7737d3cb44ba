using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using EndToEnd.Fixture;

[assembly: AssemblyFixture(typeof(LocalDeployment))]

namespace EndToEnd.Fixture;

/// <summary>
/// The whole product on this machine, as a user runs it: LambdaMcp.Local with the repository's templates, and the tests' own
/// functions beside the samples. Natively compiled where LAMBDA_MCP_NATIVE names the framework to publish for.
/// </summary>
public partial class LocalDeployment : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly string ConformanceTemplate = Path.Combine("tests", "Conformance", "template.yaml");
    private readonly StringBuilder _output = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-mcp-").FullName;
    private Process? _process;

    public static string? NativeFramework { get; } = Environment.GetEnvironmentVariable("LAMBDA_MCP_NATIVE") is { Length: > 0 } name ? name : null;

    public ReadyFile Ready { get; protected set; } = null!;

    /// <summary>The account of every emulated ARN.</summary>
    public static string AccountId => "123456789012";

    /// <summary>Template parameters beside the templates' own defaults, as <c>NAME=VALUE</c>.</summary>
    protected virtual IEnumerable<string> Parameters => ["LegacySse=true", "LargeAnswers=enabled", "Monitoring=enabled"];

    /// <summary>The templates that run, by their paths in the repository.</summary>
    protected virtual IEnumerable<string> Templates =>
        ["template.yaml", Path.Combine("src", "Samples", "template.yaml"), Path.Combine("tests", "EndToEnd", "template.yaml"), ConformanceTemplate];

    /// <summary>Projects that run in the place of functions' own, as <c>FUNCTION=PATH</c>.</summary>
    protected virtual IEnumerable<string> Code => [];

    /// <summary>Variables of Local, and so of its builds and functions, besides those that the tests have.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Variables => [];

    /// <summary>
    /// Whether the functions' programs are there already. The test project's build makes them; native ones are there where
    /// LAMBDA_MCP_NO_BUILD says so, and once the assembly's deployment has published them.
    /// </summary>
    protected virtual bool IsBuilt => NativeFramework is null || Environment.GetEnvironmentVariable("LAMBDA_MCP_NO_BUILD") == "true";

    public int ProcessId => _process!.Id;

    /// <summary>What functions logged so far: the lines that Local marks with a function's name.</summary>
    public IEnumerable<string> FunctionLog => Output.Split('\n').Where(line => FunctionLine().IsMatch(line));

    /// <summary>Everything that Local and its functions wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The functions' lines, once there is one that has the text: it comes by another way than the answers, and may come later.</summary>
    public async Task<string[]> LoggedAsync(string text)
    {
        for (var begun = Stopwatch.StartNew(); ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            string[] log = [.. FunctionLog];
            if (log.Any(line => line.Contains(text, StringComparison.Ordinal)) || begun.Elapsed > TimeSpan.FromMinutes(1))
                return log;
        }
    }

    public virtual async ValueTask InitializeAsync()
    {
        var readyFile = Path.Combine(_folder, "ready.json");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.ArgumentList.Add(Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Local", Repository.Configuration.ToLowerInvariant(), "LambdaMcp.Local.dll"));
        foreach (var argument in Arguments(readyFile))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var exited = new TaskCompletionSource();
        _process.Exited += (_, _) => exited.TrySetResult();
        _process.OutputDataReceived += (_, line) => Collect(line.Data);
        _process.ErrorDataReceived += (_, line) => Collect(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        await WaitForAsync(readyFile, exited.Task);
        Ready = ReadyFile.Read(readyFile);
        SecretWatch.Add(Ready.Token, "a deployment's bearer token");
        SecretWatch.Add(Ready.SecretAccessKey, "the account's secret key");
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                // So that it stops its functions. Not as Ctrl-C would: what runs in a shell's background ignores that.
                using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                using var patience = new CancellationTokenSource(Patience);
                await _process.WaitForExitAsync(patience.Token);
            }

            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
        SecretWatch.Check(GetType().Name, LogOf(Output));
    }

    // What Local says to whoever starts it has the token, so that they can use it: three lines that no function writes, and nothing else.
    private static string LogOf(string output) => string.Join('\n', output.Split('\n').Where(static line =>
        !line.StartsWith("  Token     ", StringComparison.Ordinal) && !line.StartsWith("session=$(curl ", StringComparison.Ordinal)
        && !line.StartsWith("npx @modelcontextprotocol/inspector ", StringComparison.Ordinal)));

    private string[] Arguments(string readyFile)
    {
        string[] templates = [.. Templates];
        string[] build = NativeFramework is { } framework ? ["--native", "--framework", framework] : ["--configuration", Repository.Configuration];
        string[] reuse = IsBuilt ? ["--no-build"] : [];
        // Which of the suite's functions it would be for is not called here.
        string[] unused = templates.Contains(ConformanceTemplate) ? ["RegistrationApi=http://127.0.0.1/prod/register"] : [];
        return [.. Parameters.Concat(unused).SelectMany(parameter => new[] { "--parameter", parameter }), .. Code.SelectMany(static code => new[] { "--code", code }), .. templates.SelectMany(template => new[] { "--template", Repository.Path(template) }), .. build, .. reuse, "--port", "0", "--ready-file", readyFile, "--verbose"];
    }

    private async Task WaitForAsync(string readyFile, Task exited)
    {
        using var watcher = new FileSystemWatcher(_folder) { EnableRaisingEvents = true };
        var written = new TaskCompletionSource();
        watcher.Created += (_, _) => written.TrySetResult();
        watcher.Renamed += (_, _) => written.TrySetResult();
        while (!File.Exists(readyFile))
        {
            if (await Task.WhenAny(written.Task, exited).WaitAsync(Patience) == exited)
                throw new InvalidOperationException($"LambdaMcp.Local ended before it served:\n{Output}");
            if (!File.Exists(readyFile))
                written = new();
        }
    }

    private void Collect(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+ \\| ")]
    private static partial Regex FunctionLine();
}
