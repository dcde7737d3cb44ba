using System.Diagnostics;
using LambdaMcp.Local.Tests.DynamoDb;

[assembly: AssemblyFixture(typeof(AwsDynamoDbLocal))]

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>AWS's own DynamoDB Local, one process for the whole run, from the folder in DYNAMODB_LOCAL_HOME.</summary>
public sealed class AwsDynamoDbLocal : DynamoDbTarget
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    private Process? _process;

    /// <summary>Its folder.</summary>
    public static string RequireInstalled()
    {
        Require.Program("java");
        return Require.Folder("DYNAMODB_LOCAL_HOME", "DynamoDBLocal.jar", "it is the folder of AWS's DynamoDB Local");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    protected override async Task<Uri> StartAsync()
    {
        var folder = RequireInstalled();
        var port = FreePort.Next();
        _process = Process.Start(new ProcessStartInfo(
            "java",
            ["-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-disableTelemetry", "-port", $"{port}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var timeout = new CancellationTokenSource(StartTimeout);
        using var client = new HttpClient();
        var url = new Uri($"http://127.0.0.1:{port}");
        while (!_process.HasExited)
        {
            try
            {
                using var response = await client.GetAsync(url, timeout.Token);
                return url;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
            }
        }

        throw new InvalidOperationException($"DynamoDB Local ended with code {_process.ExitCode}.");
    }
}
