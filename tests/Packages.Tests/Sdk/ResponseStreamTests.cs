using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Sdk;

public sealed class ResponseStreamTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly byte[] Answer =
    [
        .. EventStreamFrame.Event("PayloadChunk", "one "),
        .. EventStreamFrame.Event("PayloadChunk", "Zoë"),
        .. EventStreamFrame.Event("InvokeComplete", """{"LogResult":"bG9n"}"""),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task The_answer_is_read_however_the_network_cuts_it(int cut)
    {
        await using var aws = await FakeAws.StartAsync((_, response) => WriteAsync(response, Answer, cut));
        using var client = aws.Lambda();

        var (text, end) = await ReadAsync(client);

        Assert.Equal("one Zoë", text);
        Assert.Equal("bG9n", end!.LogResult);
        Assert.Null(end.ErrorCode);
        var request = Assert.Single(aws.Requests);
        Assert.Equal("/2021-11-15/functions/echo/response-streaming-invocations", request.Path);
        Assert.Equal("Y29udGV4dA==", request.Headers["X-Amz-Client-Context"]);
        Assert.Equal("{}", request.Text);
        SignatureV4.AssertSigns(request, "lambda", "eu-west-1");
    }

    [Fact]
    public async Task A_piece_is_there_before_the_answer_ends()
    {
        var read = new TaskCompletionSource();
        await using var aws = await FakeAws.StartAsync(async (_, response) =>
        {
            await WriteAsync(response, EventStreamFrame.Event("PayloadChunk", "first"), 1000);
            await read.Task;
            await WriteAsync(response, EventStreamFrame.Event("InvokeComplete", "{}"), 1000);
        });
        using var client = aws.Lambda();

        var response = await client.InvokeWithResponseStreamAsync(Request(), Cancel);
        var pieces = 0;
        await foreach (var piece in response.EventStream!.WithCancellation(Cancel))
        {
            pieces++;
            if (piece is InvokeResponseStreamUpdate)
                read.SetResult();
        }

        Assert.Equal(2, pieces);
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task A_function_that_fails_half_way_ends_the_stream_with_its_error()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) => WriteAsync(
            response, EventStreamFrame.Event("InvokeComplete", """{"ErrorCode":"Unhandled","ErrorDetails":"boom"}"""), 1000));
        using var client = aws.Lambda();

        var (_, end) = await ReadAsync(client);

        Assert.Equal(("Unhandled", "boom"), (end!.ErrorCode, end.ErrorDetails));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(20)]
    public async Task A_damaged_frame_is_an_error_and_not_data(int damaged)
    {
        var bytes = EventStreamFrame.Event("PayloadChunk", "precious");
        bytes[damaged] ^= 0x40;
        await using var aws = await FakeAws.StartAsync((_, response) => WriteAsync(response, bytes, 1000));
        using var client = aws.Lambda();

        await Assert.ThrowsAsync<LambdaEventStreamException>(() => ReadAsync(client));
    }

    [Fact]
    public async Task A_frame_of_a_kind_yet_unknown_is_passed_over()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
            WriteAsync(response, [.. EventStreamFrame.Event("Weather", "{}"), .. Answer], 1000));
        using var client = aws.Lambda();

        var (text, _) = await ReadAsync(client);

        Assert.Equal("one Zoë", text);
    }

    [Fact]
    public async Task A_refusal_is_the_same_exception_as_for_a_buffered_call()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
        {
            response.StatusCode = 404;
            response.Headers["x-amzn-ErrorType"] = "ResourceNotFoundException";
            return response.WriteAsync("""{"Message":"Function not found"}""");
        });
        using var client = aws.Lambda();

        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() => ReadAsync(client));

        Assert.Equal("Function not found", error.Message);
    }

    private static InvokeWithResponseStreamRequest Request() => new()
    {
        FunctionName = "echo",
        ClientContext = "Y29udGV4dA==",
        Payload = new MemoryStream("{}"u8.ToArray()),
    };

    private static async Task<(string Text, InvokeWithResponseStreamCompleteEvent? End)> ReadAsync(AmazonLambdaClient client)
    {
        var response = await client.InvokeWithResponseStreamAsync(Request(), Cancel);
        using var stream = response.EventStream!;
        using var text = new MemoryStream();
        InvokeWithResponseStreamCompleteEvent? end = null;
        await foreach (var piece in stream.WithCancellation(Cancel))
        {
            if (piece is InvokeResponseStreamUpdate update)
                update.Payload!.WriteTo(text);
            else if (piece is InvokeWithResponseStreamCompleteEvent complete)
                end = complete;
        }

        return (Encoding.UTF8.GetString(text.ToArray()), end);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] bytes, int cut)
    {
        if (!response.HasStarted)
            response.ContentType = "application/vnd.amazon.eventstream";
        foreach (var part in bytes.Chunk(cut))
        {
            await response.Body.WriteAsync(part, Cancel);
            await response.Body.FlushAsync(Cancel);
        }
    }
}
