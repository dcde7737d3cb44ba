using System.ComponentModel;
using System.Diagnostics;

namespace LambdaMcp.Aws.Tests.SignedCalls;

/// <summary>The Python program <c>moto_server</c>, another's idea of AWS's services, filled by AWS's SDK for Python.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private const string Fill = """
        import boto3, sys, time
        url, minute = sys.argv[1], float(sys.argv[2])
        def client(name):
            return boto3.client(name, endpoint_url=url, region_name="us-east-1", aws_access_key_id="AKIALOCAL", aws_secret_access_key="local-secret")
        client("secretsmanager").create_secret(Name="mcp/token", SecretString="s3cret")
        client("ssm").put_parameter(Name="/mcp/token", Value="p4rameter", Type="SecureString")
        client("cloudformation").create_stack(StackName="mcp-stack", TemplateBody='{"Resources":{"TokensTable":{"Type":"AWS::DynamoDB::Table","Properties":{"TableName":"the-tokens","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}}}}')
        import datetime
        at = datetime.datetime.fromtimestamp(minute, datetime.timezone.utc)
        dimensions = [{"Name": "FunctionName", "Value": "worker"}]
        for duration in (100, 200):
            client("cloudwatch").put_metric_data(Namespace="AWS/Lambda", MetricData=[
                {"MetricName": "Invocations", "Dimensions": dimensions, "Timestamp": at, "Value": 1, "Unit": "Count"},
                {"MetricName": "Duration", "Dimensions": dimensions, "Timestamp": at, "Value": duration, "Unit": "Milliseconds"}])
        logs = client("logs")
        logs.create_log_group(logGroupName="/aws/lambda/worker")
        logs.create_log_stream(logGroupName="/aws/lambda/worker", logStreamName="one")
        now = int(time.time() * 1000)
        logs.put_log_events(logGroupName="/aws/lambda/worker", logStreamName="one", logEvents=[
            {"timestamp": now + number, "message": f"fine {number}" if number % 2 == 0 else f"ERROR {number}"} for number in range(6)])
        """;

    private Process? _process;
    private string? _url;
    private string _missing = "";

    public string Url()
    {
        Require.That(_url is not null, _missing);
        return _url;
    }

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        try
        {
            if (!await PythonAsync(["-c", "import moto.server, boto3"]))
            {
                _missing = "Python's moto[server] and boto3 are not installed.";
                return;
            }

            _process = Process.Start(Start("-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"));
        }
        catch (Win32Exception error)
        {
            _missing = $"moto_server needs Python: {error.Message}";
            return;
        }

        _process!.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var url = $"http://127.0.0.1:{port}";
        await AnswersAsync(url);
        var minute = SignedCallsOnMoto.MinuteOfMetrics.ToUnixTimeSeconds();
        if (!await PythonAsync(["-c", Fill, url, $"{minute}"]))
            throw new InvalidOperationException("moto_server could not be filled.");
        _url = url;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // ARNs are those of this account.
        start.Environment["MOTO_ACCOUNT_ID"] = "123456789012";
        return start;
    }

    private static async Task<bool> PythonAsync(string[] arguments)
    {
        using var process = Process.Start(Start(arguments))!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private async Task AnswersAsync(string url)
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromMinutes(5) && !_process!.HasExited;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url + "/moto-api/"));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("moto_server did not start.");
    }
}
