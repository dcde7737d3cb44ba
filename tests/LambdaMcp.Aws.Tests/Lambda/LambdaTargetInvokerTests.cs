using System.Net;
using System.Net.Sockets;
using System.Text;
using LambdaMcp.Aws.Clients;
using LambdaMcp.Aws.Targets;
using LambdaMcp.Gateway.Targets;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Aws.Tests.Lambda;

public sealed class LambdaTargetInvokerTests
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:customer-by-id";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_payload_and_the_context_arrive_and_the_answer_comes_back()
    {
        await using var lambda = await FakeLambda.StartAsync(static context =>
        {
            context.Response.Headers["x-amzn-RequestId"] = "r-1";
            return context.Response.WriteAsync("""{"name":"Ann"}""");
        });

        var answer = await InvokeAsync(lambda, Request() with { Custom = new Dictionary<string, string> { ["mcp"] = """{"a":1}""" } });

        Assert.Equal("""{"name":"Ann"}""", Encoding.UTF8.GetString(answer.Payload.Span));
        Assert.Null(answer.FunctionError);
        Assert.Equal("r-1", answer.RequestId);
        var (_, headers, body) = Assert.Single(lambda.Requests);
        Assert.Equal("{}", Encoding.UTF8.GetString(body));
        Assert.Equal("RequestResponse", headers["X-Amz-Invocation-Type"]);
        Assert.Equal(
            """{"custom":{"mcp":"{\u0022a\u0022:1}"}}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(headers["X-Amz-Client-Context"]!)));
    }

    [Fact]
    public async Task A_function_that_threw_is_an_answer()
    {
        await using var lambda = await FakeLambda.StartAsync(static context =>
            FunctionErrorAsync(context, """{"errorType":"KeyError","errorMessage":"no id"}"""));

        var answer = await InvokeAsync(lambda, Request());

        Assert.Equal("Unhandled", answer.FunctionError);
        Assert.Contains("no id", Encoding.UTF8.GetString(answer.Payload.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"…"}""", TargetFailure.ResponseTooLarge)]
    [InlineData("""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: 1 Error: Task timed out after 3.00 seconds"}""", TargetFailure.FunctionTimedOut)]
    [InlineData("""{"errorMessage":"2026-01-01T00:00:00Z 1 Task timed out after 3.00 seconds"}""", TargetFailure.FunctionTimedOut)]
    public async Task What_Lambda_says_in_the_functions_place_is_a_failure(string payload, TargetFailure expected)
    {
        await using var lambda = await FakeLambda.StartAsync(context => FunctionErrorAsync(context, payload));

        Assert.Equal(expected, (await FailsAsync(lambda, Request())).Failure);
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", TargetFailure.NotFound, "Deploy it")]
    [InlineData(403, "AccessDeniedException", TargetFailure.AccessDenied, "lambda:InvokeFunction")]
    [InlineData(413, "RequestTooLargeException", TargetFailure.RequestTooLarge, "Send less")]
    [InlineData(429, "TooManyRequestsException", TargetFailure.Throttled, "Try again")]
    [InlineData(500, "ServiceException", TargetFailure.Unavailable, "Try again later")]
    [InlineData(502, "EC2UnexpectedException", TargetFailure.Unavailable, "EC2UnexpectedException")]
    [InlineData(400, "InvalidRequestContentException", TargetFailure.Refused, "InvalidRequestContentException")]
    public async Task A_refusal_has_its_own_plain_message_and_a_call_is_made_once(
        int status, string code, TargetFailure expected, string advice)
    {
        await using var lambda = await FakeLambda.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-amzn-ErrorType"] = code;
            return context.Response.WriteAsync("""{"Message":"No."}""");
        });

        var error = await FailsAsync(lambda, Request());

        Assert.Equal(expected, error.Failure);
        Assert.Contains(Arn, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.Equal(expected == TargetFailure.Throttled, error.DidNotRun);
        Assert.Single(lambda.Requests);
    }

    [Fact]
    public async Task A_throttle_that_passes_is_not_noticed_by_who_hands_over_an_event()
    {
        var calls = 0;
        await using var lambda = await FakeLambda.StartAsync(context =>
        {
            context.Response.Headers["x-amzn-RequestId"] = "r-1";
            context.Response.StatusCode = Interlocked.Increment(ref calls) > 1 ? 202 : 429;
            return Task.CompletedTask;
        });

        Assert.Equal("r-1", await EventAsync(lambda, Request()));
        Assert.Equal(2, lambda.Requests.Count);
    }

    [Fact]
    public async Task A_call_whose_connection_breaks_may_have_run_and_is_not_made_again()
    {
        await using var lambda = await FakeLambda.StartAsync(static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var error = await FailsAsync(lambda, Request());

        Assert.Equal(TargetFailure.BrokenOff, error.Failure);
        Assert.Contains("may have run", error.Message, StringComparison.Ordinal);
        Assert.Single(lambda.Requests);
    }

    [Fact]
    public async Task A_function_that_does_not_answer_in_time_is_called_once()
    {
        var time = new ManualTime();
        await using var lambda = await FakeLambda.StartAsync(context =>
        {
            time.Advance(TimeSpan.FromMilliseconds(300));
            return WaitAsync(context);
        });

        var error = await FailsAsync(lambda, Request() with { Timeout = TimeSpan.FromMilliseconds(300) }, time);

        Assert.Equal(TargetFailure.TimedOut, error.Failure);
        Assert.Contains("0.3 seconds", error.Message, StringComparison.Ordinal);
        Assert.Single(lambda.Requests);
    }

    [Fact]
    public async Task A_caller_that_goes_away_sees_its_own_cancellation()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            await cancel.CancelAsync();
            await WaitAsync(context);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new LambdaTargetInvoker(lambda.Client, TimeProvider.System).InvokeAsync(Request(), cancel.Token));
    }

    [Fact]
    public async Task Lambda_out_of_reach_says_so()
    {
        using var http = new SharedHttp(TimeProvider.System);
        using var client = FakeLambda.Client($"http://127.0.0.1:{ClosedPort()}", http);

        var error = await Assert.ThrowsAsync<TargetUnavailableException>(
            () => new LambdaTargetInvoker(() => client, TimeProvider.System).InvokeAsync(Request(), Cancel));

        Assert.Equal(TargetFailure.Unavailable, error.Failure);
        Assert.True(error.DidNotRun);
        Assert.Contains("could not be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_for_Lambda_is_not_sent()
    {
        await using var lambda = await FakeLambda.StartAsync(static _ => Task.CompletedTask);

        var payload = await FailsAsync(lambda, new TargetRequest(Arn, new byte[(6 * 1024 * 1024) + 1]));
        var context = await FailsAsync(lambda, Request() with
        {
            Custom = new Dictionary<string, string> { ["mcp"] = new('x', 4000) },
        });

        Assert.Equal(TargetFailure.RequestTooLarge, payload.Failure);
        Assert.Equal(TargetFailure.ContextTooLarge, context.Failure);
        Assert.Empty(lambda.Requests);
    }

    [Fact]
    public async Task An_event_is_handed_over_and_its_function_is_not_waited_for()
    {
        await using var lambda = await FakeLambda.StartAsync(static context =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        });

        await EventAsync(lambda, Request());

        var (path, headers, body) = Assert.Single(lambda.Requests);
        Assert.EndsWith("/invocations", path, StringComparison.Ordinal);
        Assert.Equal("Event", headers["X-Amz-Invocation-Type"]);
        Assert.Equal("{}", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task An_event_that_Lambda_may_have_is_not_handed_over_again()
    {
        await using var lambda = await FakeLambda.StartAsync(static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var broken = await Assert.ThrowsAsync<TargetUnavailableException>(() => EventAsync(lambda, Request()));
        var large = await Assert.ThrowsAsync<TargetUnavailableException>(
            () => EventAsync(lambda, new TargetRequest(Arn, new byte[(1024 * 1024) + 1])));

        Assert.Equal(TargetFailure.BrokenOff, broken.Failure);
        Assert.Equal(TargetFailure.EventTooLarge, large.Failure);
        Assert.Single(lambda.Requests);
    }

    private static Task<string> EventAsync(FakeLambda lambda, TargetRequest request) =>
        new LambdaTargetInvoker(lambda.Client, TimeProvider.System).InvokeEventAsync(request, Cancel);

    private static TargetRequest Request() => new(Arn, "{}"u8.ToArray());

    private static Task<TargetResponse> InvokeAsync(FakeLambda lambda, TargetRequest request, TimeProvider? time = null) =>
        new LambdaTargetInvoker(lambda.Client, time ?? TimeProvider.System).InvokeAsync(request, Cancel);

    private static Task<TargetUnavailableException> FailsAsync(FakeLambda lambda, TargetRequest request, TimeProvider? time = null) =>
        Assert.ThrowsAsync<TargetUnavailableException>(() => InvokeAsync(lambda, request, time));

    private static Task FunctionErrorAsync(HttpContext context, string payload)
    {
        context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        return context.Response.WriteAsync(payload);
    }

    private static Task WaitAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted)
        .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static int ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
