using System.Text;
using LambdaMcp.Aws.Targets;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Local.Lambda;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Aws.Tests.Lambda;

public sealed class StreamedInvocationTests
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:report";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_piece_is_there_before_the_next_is_written()
    {
        var read = new SemaphoreSlim(0);
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            context.Response.Headers["x-amzn-RequestId"] = "r-1";
            foreach (var piece in (string[])["one\n", "zwö", "lf\n"])
            {
                await ChunkAsync(context, piece);
                await read.WaitAsync(Cancel);
            }

            await CompleteAsync(context);
        });
        List<TargetStreamEvent> events = [];

        await foreach (var item in StreamAsync(lambda, Request() with { Custom = new Dictionary<string, string> { ["mcp"] = "{}" } }))
        {
            events.Add(item);
            read.Release();
        }

        Assert.Equal("one\n|zwö|lf\n", string.Join('|', events.OfType<TargetChunk>().Select(static chunk => Encoding.UTF8.GetString(chunk.Data.Span))));
        Assert.Equal(new TargetStreamEnd(null, null, "r-1"), events[^1]);
        var (path, headers, body) = Assert.Single(lambda.Requests);
        Assert.Contains("response-streaming-invocations", path, StringComparison.Ordinal);
        Assert.Equal("RequestResponse", headers["X-Amz-Invocation-Type"]);
        Assert.NotEmpty(headers["X-Amz-Client-Context"].ToString());
        Assert.Equal("{}", Encoding.UTF8.GetString(body));
    }

    [Theory]
    [InlineData("Unhandled", """{"errorType":"KeyError","errorMessage":"no id"}""")]
    [InlineData("KeyError", "no id")]
    [InlineData("Unhandled", null)]
    public async Task A_function_that_threw_half_way_ends_its_answer_so(string code, string? details)
    {
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            await ChunkAsync(context, "half");
            await CompleteAsync(context, code, details);
        });

        var events = await ReadAsync(lambda, Request());

        Assert.IsType<TargetChunk>(events[0]);
        Assert.Equal((code, details), (((TargetStreamEnd)events[1]).ErrorCode, ((TargetStreamEnd)events[1]).ErrorDetails));
    }

    [Theory]
    [InlineData("Unhandled", """{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"…"}""", TargetFailure.ResponseTooLarge)]
    [InlineData("Function.ResponseSizeTooLarge", "Streamed response exceeded", TargetFailure.ResponseTooLarge)]
    [InlineData("Sandbox.Timedout", "RequestId: 1 Error: Task timed out after 3.00 seconds", TargetFailure.FunctionTimedOut)]
    [InlineData("Unhandled", "2026-01-01T00:00:00Z 1 Task timed out after 3.00 seconds", TargetFailure.FunctionTimedOut)]
    [InlineData("Unhandled", """{"errorMessage":"1 Task timed out after 3.00 seconds"}""", TargetFailure.FunctionTimedOut)]
    public async Task What_Lambda_says_in_the_functions_place_is_a_failure(string code, string details, TargetFailure expected)
    {
        await using var lambda = await FakeLambda.StartAsync(context => CompleteAsync(context, code, details));

        Assert.Equal(expected, (await FailsAsync(lambda, Request())).Failure);
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", TargetFailure.NotFound)]
    [InlineData(403, "AccessDeniedException", TargetFailure.AccessDenied)]
    [InlineData(429, "TooManyRequestsException", TargetFailure.Throttled)]
    public async Task A_refusal_is_the_same_as_of_a_buffered_call(int status, string type, TargetFailure expected)
    {
        await using var lambda = await FakeLambda.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-amzn-ErrorType"] = type;
            return context.Response.WriteAsync("{}");
        });

        Assert.Equal(expected, (await FailsAsync(lambda, Request())).Failure);
        Assert.Single(lambda.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_breaks_off_is_a_failure_and_not_asked_for_again(bool abort)
    {
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            await ChunkAsync(context, "half");
            if (abort)
                context.Abort();
        });

        var error = await FailsAsync(lambda, Request());

        Assert.Equal(TargetFailure.BrokenOff, error.Failure);
        Assert.Contains("may have run", error.Message, StringComparison.Ordinal);
        Assert.Single(lambda.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_covers_the_whole_answer(bool begins)
    {
        var time = new ManualTime();
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            if (begins)
                await ChunkAsync(context, "half");
            time.Advance(TimeSpan.FromSeconds(4));
            await WaitAsync(context);
        });

        var error = await FailsAsync(lambda, Request() with { Timeout = TimeSpan.FromSeconds(3) }, time);

        Assert.Equal(TargetFailure.TimedOut, error.Failure);
        Assert.Contains("3 seconds", error.Message, StringComparison.Ordinal);
        Assert.Single(lambda.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100_000)]
    public async Task A_call_without_a_time_of_its_own_has_the_time_that_a_function_can_have(int? seconds)
    {
        var time = new ManualTime();
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            time.Advance(TimeSpan.FromMinutes(14));
            await ChunkAsync(context, "half");
            time.Advance(TimeSpan.FromMinutes(2));
            await WaitAsync(context);
        });

        var request = Request() with { Timeout = seconds is { } some ? TimeSpan.FromSeconds(some) : null };

        Assert.Contains("900 seconds", (await FailsAsync(lambda, request, time)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_goes_away_sees_its_own_cancellation()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            await ChunkAsync(context, "half");
            await WaitAsync(context);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new LambdaTargetInvoker(lambda.Client, TimeProvider.System).InvokeStreamingAsync(Request(), cancel.Token))
                await cancel.CancelAsync();
        });
    }

    [Fact]
    public async Task A_reader_that_stops_gives_the_connection_up()
    {
        var gone = new TaskCompletionSource();
        await using var lambda = await FakeLambda.StartAsync(async context =>
        {
            await ChunkAsync(context, "half");
            await WaitAsync(context);
            gone.SetResult();
        });

        await foreach (var _ in StreamAsync(lambda, Request()))
            break;

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    private static TargetRequest Request() => new(Arn, "{}"u8.ToArray());

    private static IAsyncEnumerable<TargetStreamEvent> StreamAsync(FakeLambda lambda, TargetRequest request, TimeProvider? time = null) =>
        new LambdaTargetInvoker(lambda.Client, time ?? TimeProvider.System).InvokeStreamingAsync(request, Cancel);

    private static async Task<List<TargetStreamEvent>> ReadAsync(FakeLambda lambda, TargetRequest request, TimeProvider? time = null)
    {
        List<TargetStreamEvent> events = [];
        await foreach (var item in StreamAsync(lambda, request, time))
            events.Add(item);
        return events;
    }

    private static Task<TargetUnavailableException> FailsAsync(FakeLambda lambda, TargetRequest request, TimeProvider? time = null) =>
        Assert.ThrowsAsync<TargetUnavailableException>(() => ReadAsync(lambda, request, time));

    private static ValueTask ChunkAsync(HttpContext context, string text)
    {
        context.Response.ContentType ??= EventStreamMessage.ContentType;
        return EventStreamMessage.WriteChunkAsync(context.Response.BodyWriter, Encoding.UTF8.GetBytes(text), Cancel);
    }

    private static async Task CompleteAsync(HttpContext context, string? code = null, string? details = null)
    {
        context.Response.ContentType ??= EventStreamMessage.ContentType;
        await EventStreamMessage.WriteCompleteAsync(context.Response.BodyWriter, code, details, null, Cancel);
    }

    private static Task WaitAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted)
        .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
