using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.FunctionUrls;

/// <summary>The stack of this folder, run by Local: a copy of it, for make leaves its results beside the template.</summary>
internal sealed class UrlStack : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-urls-");
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public ReadyFile Ready { get; private set; } = null!;

    /// <summary>The addresses of the functions, by logical id.</summary>
    public IReadOnlyDictionary<string, string> Urls { get; private set; } = new Dictionary<string, string>();

    public string Folder => _folder.FullName;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static async Task<UrlStack> StartAsync()
    {
        foreach (var program in (string[])["make", "node", "python3"])
            Require.Program(program);
        var stack = new UrlStack();
        try
        {
            await stack.RunAsync();
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await _process.WaitForExitAsync(patience.Token);
        }
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        Copy(Repository.Path("tests", "EndToEnd", "FunctionUrls", "stack"), Folder);
        var readyFile = Path.Combine(Folder, "ready.json");
        string[] arguments = ["--template", Path.Combine(Folder, "template.yaml"), "--port", "0", "--ready-file", readyFile, "--verbose"];
        var program = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Local", Repository.Configuration.ToLowerInvariant(), "LambdaMcp.Local.dll");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true },
            EnableRaisingEvents = true,
        };
        _process.Exited += (_, _) => _served.TrySetException(new InvalidOperationException($"LambdaMcp.Local ended before it served:\n{Output}"));
        _process.OutputDataReceived += (_, line) => Collect(line.Data);
        _process.ErrorDataReceived += (_, line) => Collect(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _served.Task.WaitAsync(TimeSpan.FromMinutes(8), TestContext.Current.CancellationToken);

        Ready = ReadyFile.Read(readyFile);
        using var ready = JsonDocument.Parse(await File.ReadAllBytesAsync(readyFile, TestContext.Current.CancellationToken));
        Urls = ready.RootElement.GetProperty("functionUrls").EnumerateObject().ToDictionary(url => url.Name, url => url.Value.GetString()!);
    }

    private void Collect(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
        // The ready file is there before this line is.
        if (line?.StartsWith("Serving ", StringComparison.Ordinal) == true)
            _served.TrySetResult();
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
