using System.Text;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class StreamedResponseTests
{
    [Fact]
    public async Task A_REST_API_gets_status_headers_and_cookies_before_the_body()
    {
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(Respond);

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal("application/vnd.awslambda.http-integration-response", answer.Headers["Content-Type"]);
        Assert.Equal(
            """{"statusCode":202,"multiValueHeaders":{"Content-Type":["text/event-stream"],"X-Many":["a","b"]},"cookies":["s=1","t=2"]}""",
            answer.Prelude.ToJsonString());
        Assert.Equal("data: ü\n\n", Encoding.UTF8.GetString(answer.Streamed));
        Assert.Empty(answer.Trailers);
    }

    [Fact]
    public async Task A_function_URL_gets_joined_headers()
    {
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(Respond);

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.FunctionUrl).AnswerAsync();

        Assert.Equal(
            """{"statusCode":202,"headers":{"Content-Type":"text/event-stream","X-Many":"a,b"},"cookies":["s=1","t=2"]}""", answer.Prelude.ToJsonString());
    }

    [Fact]
    public async Task An_answer_without_a_body_is_a_prelude_alone()
    {
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(http =>
        {
            http.Response.StatusCode = 204;
            return Task.CompletedTask;
        });

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal(204, (int?)answer.Prelude["statusCode"]);
        Assert.Empty(answer.Streamed);
    }

    [Fact]
    public async Task Each_flush_reaches_the_caller_while_the_application_goes_on()
    {
        TaskCompletionSource headSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource firstSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.StartAsync();
            await headSeen.Task;
            await http.Response.WriteAsync("first");
            await firstSeen.Task;
            await http.Response.WriteAsync("second");
        });

        FakeInvocation invocation = function.Api.Invoke(SampleEvents.Rest);
        await invocation.WaitForAsync("event-stream");
        headSeen.SetResult();
        await invocation.WaitForAsync("first");
        firstSeen.SetResult();

        Assert.Equal("firstsecond", Encoding.UTF8.GetString((await invocation.AnswerAsync()).Streamed));
    }

    [Fact]
    public async Task Binary_megabytes_stream_as_they_are()
    {
        byte[] block = new byte[64 * 1024];
        Random.Shared.NextBytes(block);
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            http.Response.ContentLength = 50 * block.Length;
            for (int i = 0; i < 50; i++)
                await http.Response.Body.WriteAsync(block);
        });

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal(50 * block.Length, answer.Streamed.Length);
        Assert.True(answer.Streamed.AsSpan(49 * block.Length).SequenceEqual(block));
        Assert.Equal("{}", answer.Prelude["multiValueHeaders"]!.ToJsonString());
    }

    [Fact]
    public async Task An_exception_before_the_first_flush_is_500_without_detail()
    {
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(_ => throw new InvalidOperationException("the secret"));

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal(500, (int?)answer.Prelude["statusCode"]);
        Assert.Empty(answer.Streamed);
    }

    [Fact]
    public async Task An_exception_after_the_first_flush_breaks_the_stream_off_by_trailers()
    {
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            await http.Response.WriteAsync("half");
            throw new InvalidOperationException("broke off");
        });

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();
        FakeAnswer next = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal("half", Encoding.UTF8.GetString(answer.Streamed));
        Assert.Equal("InvalidOperationException", answer.Trailers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("half", Encoding.UTF8.GetString(next.Streamed));
        Assert.Equal(1, function.Api.Connections);
    }

    [Fact]
    public async Task When_nobody_takes_the_stream_the_request_is_aborted_and_the_function_goes_on()
    {
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] block = new byte[256 * 1024];
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            if (http.Request.Method == "GET")
                return;
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(block, CancellationToken.None);
            aborted.SetResult();
        });

        function.Api.Invoke(new FakeInvocation(SampleEvents.Rest, []) { HangsUpAfterFirstPiece = true });
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        FakeAnswer next = await function.Api.Invoke(SampleEvents.Rest.Replace("POST", "GET", StringComparison.Ordinal)).AnswerAsync();

        Assert.Equal(200, (int?)next.Prelude["statusCode"]);
    }

    [Fact]
    public async Task When_the_Runtime_API_refuses_the_stream_the_request_is_aborted_and_the_function_goes_on()
    {
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            if (http.Request.Method == "GET")
                return;
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync("small", CancellationToken.None);
            aborted.SetResult();
        });

        function.Api.Invoke(new FakeInvocation(SampleEvents.Rest, []) { IsRefusedAtOnce = true });
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        FakeAnswer next = await function.Api.Invoke(SampleEvents.Rest.Replace("POST", "GET", StringComparison.Ordinal)).AnswerAsync();

        Assert.Equal(200, (int?)next.Prelude["statusCode"]);
    }

    [Fact]
    public async Task A_completed_response_reaches_the_caller_while_the_application_works_on_and_the_next_event_waits()
    {
        TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        int done = 0;
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            if (Interlocked.Increment(ref begun) > 1)
            {
                await http.Response.WriteAsync($"after {Volatile.Read(ref done)}");
                return;
            }

            await http.Response.WriteAsync("id: 1\ndata:\n\n");
            await http.Response.CompleteAsync();
            await leave.Task;
            Assert.False(http.RequestAborted.IsCancellationRequested);
            Interlocked.Increment(ref done);
        });

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();
        FakeInvocation second = function.Api.Invoke(SampleEvents.Rest);
        int whileWorking = Volatile.Read(ref begun);
        leave.SetResult();

        Assert.Equal("id: 1\ndata:\n\n", Encoding.UTF8.GetString(answer.Streamed));
        Assert.Empty(answer.Trailers);
        Assert.Equal(1, whileWorking);
        Assert.Equal("after 1", Encoding.UTF8.GetString((await second.AnswerAsync()).Streamed));
        Assert.Equal(1, function.Api.Connections);
    }

    [Fact]
    public async Task An_error_after_the_response_was_completed_changes_nothing_of_it()
    {
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            await http.Response.WriteAsync("all");
            await http.Response.CompleteAsync();
            throw new InvalidOperationException("too late");
        });

        for (int i = 0; i < 2; i++)
        {
            FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();
            Assert.Equal("all", Encoding.UTF8.GetString(answer.Streamed));
            Assert.Empty(answer.Trailers);
        }
    }

    [Fact]
    public async Task A_file_is_streamed()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "0123456789", TestContext.Current.CancellationToken);
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(http => http.Response.SendFileAsync(path, 2, 5));

        FakeAnswer answer = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal("23456", Encoding.UTF8.GetString(answer.Streamed));
        File.Delete(path);
    }

    [Fact]
    public async Task After_the_end_nothing_can_be_written()
    {
        TaskCompletionSource<Exception?> error = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningFunction function = await RunningFunction.StartStreamingAsync(async http =>
        {
            await http.Response.WriteAsync("all");
            await http.Response.CompleteAsync();
            error.SetResult(await Record.ExceptionAsync(() => http.Response.WriteAsync("more", CancellationToken.None)));
        });

        Assert.Equal("all", Encoding.UTF8.GetString((await function.Api.Invoke(SampleEvents.Rest).AnswerAsync()).Streamed));
        Assert.IsType<InvalidOperationException>(await error.Task);
    }

    private static async Task Respond(HttpContext http)
    {
        http.Response.StatusCode = 202;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.Append("X-Many", "a");
        http.Response.Headers.Append("X-Many", "b");
        http.Response.Headers.Append("Set-Cookie", "s=1");
        http.Response.Headers.Append("Set-Cookie", "t=2");
        await http.Response.WriteAsync("data: ü\n\n");
    }
}
