using System.ComponentModel;
using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>
/// AWS's own DynamoDB Local, from the folder in <c>DYNAMODB_LOCAL_HOME</c> (<c>DynamoDBLocal.jar</c> and <c>DynamoDBLocal_lib</c>).
/// </summary>
public sealed class DynamoDbLocal : ITableService, IAsyncLifetime
{
    private Process? _process;
    private AmazonDynamoDBClient? _client;
    private string _missing = "";

    public IAmazonDynamoDB Client()
    {
        Require.That(_client is not null, _missing);
        return _client;
    }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("DYNAMODB_LOCAL_HOME") is not { Length: > 0 } home)
        {
            _missing = "DYNAMODB_LOCAL_HOME does not name the folder of DynamoDB Local.";
            return;
        }

        var port = FreePort.Next();
        try
        {
            _process = Process.Start(new ProcessStartInfo("java")
            {
                ArgumentList = { "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-port", $"{port}" },
                WorkingDirectory = home,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            });
        }
        catch (Win32Exception error)
        {
            _missing = $"DynamoDB Local needs Java: {error.Message}";
            return;
        }

        _process!.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await AnswersAsync(port);
        _client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = $"http://127.0.0.1:{port}", AuthenticationRegion = "eu-west-1" });
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not { } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task AnswersAsync(int port)
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromMinutes(5) && !_process!.HasExited;)
        {
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{port}/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("DynamoDB Local did not start.");
    }
}
