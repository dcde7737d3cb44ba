using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.Core.ResponseStreaming;
using Amazon.Lambda.RuntimeSupport;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class ResponseStreamTests
{
    [Fact]
    public async Task A_plain_stream_is_sent_in_streaming_mode_without_a_prelude()
    {
        await using RunningFunction function = await StartAsync(async () =>
        {
            await using LambdaResponseStream stream = LambdaResponseStreamFactory.CreateStream();
            await stream.WriteAsync("one "u8.ToArray());
            await stream.WriteAsync("two"u8.ToArray());
            Assert.Equal(7, stream.BytesWritten);
        });

        FakeAnswer answer = await function.Api.Invoke("{}").AnswerAsync();

        Assert.Equal("one two", answer.Text);
        Assert.Equal("streaming", answer.Headers["Lambda-Runtime-Function-Response-Mode"]);
        Assert.Equal("chunked", answer.Headers["Transfer-Encoding"]);
        Assert.Equal("application/octet-stream", answer.Headers["Content-Type"]);
    }

    [Fact]
    public async Task An_HTTP_stream_begins_with_its_prelude_and_eight_zeros()
    {
        await using RunningFunction function = await StartAsync(async () =>
        {
            LambdaResponseStream stream = LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude
            {
                StatusCode = HttpStatusCode.Created,
                Headers = { ["Content-Type"] = "text/plain" },
                MultiValueHeaders = { ["X-Many"] = ["a", "b"] },
                Cookies = { "s=1" },
            });
            await stream.WriteAsync("body"u8.ToArray());
        });

        FakeAnswer answer = await function.Api.Invoke("{}").AnswerAsync();

        Assert.Equal("application/vnd.awslambda.http-integration-response", answer.Headers["Content-Type"]);
        Assert.Equal(
            """{"statusCode":201,"headers":{"Content-Type":"text/plain"},"multiValueHeaders":{"X-Many":["a","b"]},"cookies":["s=1"]}""",
            answer.Prelude.ToJsonString());
        Assert.Equal("body", Encoding.UTF8.GetString(answer.Streamed));
    }

    [Fact]
    public async Task What_is_written_arrives_while_the_handler_still_runs()
    {
        TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningFunction function = await StartAsync(async () =>
        {
            LambdaResponseStream stream = LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude { StatusCode = HttpStatusCode.Accepted });
            await leave.Task;
            await stream.WriteAsync("end"u8.ToArray());
        });

        FakeInvocation invocation = function.Api.Invoke("{}");
        await invocation.WaitForAsync("202");
        leave.SetResult();

        Assert.Equal("end", Encoding.UTF8.GetString((await invocation.AnswerAsync()).Streamed));
    }

    [Fact]
    public async Task A_handler_that_could_answer_in_one_piece_may_stream_lines_instead()
    {
        TaskCompletionSource firstSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(AnswerAsync));

        FakeInvocation streamed = function.Api.Invoke("\"stream\"");
        await streamed.WaitForAsync("""{"step":1}""");
        firstSeen.SetResult();
        FakeAnswer lines = await streamed.AnswerAsync();
        FakeAnswer whole = await function.Api.Invoke("\"whole\"").AnswerAsync();

        Assert.Equal("{\"step\":1}\n{\"step\":2}\n", lines.Text);
        Assert.Equal("streaming", lines.Headers["Lambda-Runtime-Function-Response-Mode"]);
        Assert.Equal("\"whole\"", whole.Text);
        Assert.DoesNotContain("Lambda-Runtime-Function-Response-Mode", whole.Headers.Keys);

        async Task<Stream> AnswerAsync(Stream input, ILambdaContext context)
        {
            using StreamReader reader = new(input);
            string text = await reader.ReadToEndAsync();
            if (text != "\"stream\"")
                return new MemoryStream(Encoding.UTF8.GetBytes(text));
            await Task.Yield();
            await using LambdaResponseStream lines = LambdaResponseStreamFactory.CreateStream();
            await lines.WriteAsync("{\"step\":1}\n"u8.ToArray());
            await firstSeen.Task;
            await lines.WriteAsync("{\"step\":2}\n"u8.ToArray());
            return Stream.Null;
        }
    }

    [Fact]
    public async Task An_error_after_the_first_byte_is_told_by_trailers()
    {
        await using RunningFunction function = await StartAsync(async () =>
        {
            LambdaResponseStream stream = LambdaResponseStreamFactory.CreateStream();
            await stream.WriteAsync("half"u8.ToArray());
            throw new InvalidOperationException("broke off");
        });

        FakeAnswer answer = await function.Api.Invoke("{}").AnswerAsync();

        Assert.False(answer.IsError);
        Assert.Equal("half", answer.Text);
        Assert.Equal("InvalidOperationException", answer.Trailers["Lambda-Runtime-Function-Error-Type"]);
        JsonNode error = JsonNode.Parse(Convert.FromBase64String(answer.Trailers["Lambda-Runtime-Function-Error-Body"]))!;
        Assert.Equal("broke off", (string?)error["errorMessage"]);
    }

    [Fact]
    public async Task A_second_stream_in_one_invocation_is_refused()
    {
        await using RunningFunction function = await StartAsync(async () =>
        {
            LambdaResponseStream stream = LambdaResponseStreamFactory.CreateStream();
            Assert.Throws<InvalidOperationException>(() => LambdaResponseStreamFactory.CreateStream());
            await stream.WriteAsync("only"u8.ToArray());
        });

        Assert.Equal("only", (await function.Api.Invoke("{}").AnswerAsync()).Text);
    }

    [Fact]
    public void Outside_of_an_invocation_there_is_no_stream() =>
        Assert.Throws<InvalidOperationException>(() => LambdaResponseStreamFactory.CreateStream());

    [Fact]
    public async Task After_a_large_stream_the_same_connection_takes_the_next_event()
    {
        byte[] block = new byte[100_000];
        Random.Shared.NextBytes(block);
        await using RunningFunction function = await StartAsync(async () =>
        {
            LambdaResponseStream stream = LambdaResponseStreamFactory.CreateStream();
            for (int i = 0; i < 30; i++)
                await stream.WriteAsync(block);
        });

        for (int i = 0; i < 2; i++)
        {
            FakeAnswer answer = await function.Api.Invoke("{}").AnswerAsync();
            Assert.Equal(3_000_000, answer.Body.Length);
            Assert.True(answer.Body.AsSpan(2_900_000).SequenceEqual(block));
        }

        Assert.Equal(1, function.Api.Connections);
    }

    private static Task<RunningFunction> StartAsync(Func<Task> handler) =>
        RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(async (Stream _, ILambdaContext _) => await handler()));
}
