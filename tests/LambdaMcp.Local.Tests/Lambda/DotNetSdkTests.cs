using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class DotNetSdkTests
{
    [Fact]
    public async Task The_AWS_SDK_for_NET_invokes_and_reads_the_log_tail_and_errors()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        lambda.AddPython("def handler(event, context):\n    print('seen', event)\n    return {'n': 1 / event}\n");
        lambda.Add("closed", "provided.al2023", "h", "f", "", function => function with { ReservedConcurrency = 0 });
        using var http = await lambda.ServeAsync();
        using var client = Client(http);

        var answer = await client.InvokeAsync(new InvokeRequest { FunctionName = "py", Payload = "1", LogType = LogType.Tail }, LambdaHarness.Cancellation);
        var failed = await client.InvokeAsync(new InvokeRequest { FunctionName = "py", Payload = "0" }, LambdaHarness.Cancellation);
        var throttled = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "closed" }, LambdaHarness.Cancellation));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "none" }, LambdaHarness.Cancellation));

        Assert.Equal("""{"n": 1.0}""", Encoding.UTF8.GetString(answer.Payload!.ToArray()));
        Assert.Contains("seen 1", Encoding.UTF8.GetString(Convert.FromBase64String(answer.LogResult!)), StringComparison.Ordinal);
        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.Contains("ZeroDivisionError", Encoding.UTF8.GetString(failed.Payload!.ToArray()), StringComparison.Ordinal);
        Assert.Contains("Rate Exceeded", throttled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_AWS_SDK_for_NET_reads_a_streamed_answer()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        lambda.AddPython("def handler(event, context):\n    return 'x' * 100000\n");
        using var http = await lambda.ServeAsync();
        using var client = Client(http);

        var answer = await client.InvokeWithResponseStreamAsync(new InvokeWithResponseStreamRequest { FunctionName = "py", LogType = LogType.Tail }, LambdaHarness.Cancellation);
        var length = 0L;
        InvokeWithResponseStreamCompleteEvent? complete = null;
        using (var events = answer.EventStream!)
        {
            foreach (var item in events)
            {
                length += (item as InvokeResponseStreamUpdate)?.Payload?.Length ?? 0;
                complete ??= item as InvokeWithResponseStreamCompleteEvent;
            }
        }

        Assert.Equal(100_002, length);
        Assert.Null(complete!.ErrorCode);
        Assert.NotNull(complete.LogResult);
    }

    private static AmazonLambdaClient Client(HttpClient http) => new(
        new BasicAWSCredentials("AKIALOCAL", "local-secret"),
        new AmazonLambdaConfig { ServiceURL = http.BaseAddress!.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
}
