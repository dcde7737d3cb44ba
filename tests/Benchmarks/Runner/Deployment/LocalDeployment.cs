using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Runner.Deployment;

/// <summary>LambdaMcp.Local with the repository's templates and natively compiled functions: what the endpoint calls while it is measured.</summary>
internal sealed partial class LocalDeployment : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-mcp-benchmark-").FullName;
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private LocalDeployment(string framework)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (var argument in (string[])
                 [
                     Repository.LocalProgram, "--native", "--framework", framework, "--no-build",
                     "--template", Repository.Path("template.yaml"), "--template", Repository.Path("src", "Samples", "template.yaml"),
                     "--template", Repository.Path("tests", "Benchmarks", "template.yaml"),
                     "--port", "0", "--ready-file", ReadyPath,
                 ])
            start.ArgumentList.Add(argument);
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Collect(line.Data);
        _process.ErrorDataReceived += (_, line) => Collect(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public ReadyFile Ready { get; private set; } = null!;

    private string ReadyPath => Path.Combine(_folder, "ready.json");

    /// <summary>Starts everything; the templates' functions must have been published.</summary>
    /// <exception cref="BenchmarkException">It does not start.</exception>
    public static async Task<LocalDeployment> StartAsync(string framework, CancellationToken cancellationToken)
    {
        var deployment = new LocalDeployment(framework);
        try
        {
            await deployment.WaitUntilReadyAsync(cancellationToken);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>The environment variables of the endpoint's function, which must have been called.</summary>
    /// <exception cref="BenchmarkException">It runs nowhere.</exception>
    public Dictionary<string, string> EndpointVariables()
    {
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{_process.Id}/task"))
        {
            foreach (var child in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var variables = File.ReadAllText($"/proc/{child}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
                    .Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
                if (variables.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME")?.EndsWith("McpFunction", StringComparison.Ordinal) == true)
                    return variables;
            }
        }

        throw new BenchmarkException($"The endpoint's function runs nowhere:\n{Output()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // So that it stops its functions.
            _ = SendSignal(_process.Id, Terminate);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var until = Stopwatch.StartNew();
        while (!File.Exists(ReadyPath))
        {
            if (_process.HasExited || until.Elapsed > Patience)
                throw new BenchmarkException($"LambdaMcp.Local does not serve:\n{Output()}");
            await Task.Delay(50, cancellationToken);
        }

        Ready = JsonSerializer.Deserialize<ReadyFile>(await File.ReadAllBytesAsync(ReadyPath, cancellationToken), JsonSerializerOptions.Web)!;
    }

    private void Collect(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    private string Output()
    {
        lock (_output)
            return _output.ToString();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int target, int signal);
}
