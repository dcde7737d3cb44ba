using System.IO.Pipelines;
using System.Net;
using System.Text;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.ApiGateway;

public sealed class StreamedIntegrationTests : IAsyncDisposable
{
    private readonly GatewayFixture _gateway = new();
    private readonly Pipe _function = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
    private readonly TaskCompletionSource<InvocationEnd> _end = new();

    public StreamedIntegrationTests()
    {
        _gateway.Api = _gateway.Api with { Routes = [new ApiRoute { Method = "GET", Path = "/stream", FunctionArn = "f", Streamed = true, Timeout = TimeSpan.FromMinutes(14) }] };
        _gateway.Functions["f"] = _ => GatewayFixture.Streamed(_function.Reader.AsStream(), end: _end.Task);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Each_chunk_reaches_the_client_before_the_next_is_written()
    {
        using var response = await StartAsync("""{"statusCode":207,"headers":{"Content-Type":"text/event-stream","WWW-Authenticate":"x"},"cookies":["a=1"]}""");

        Assert.Equal(207, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("x", response.Headers.GetValues("x-amzn-Remapped-WWW-Authenticate").Single());
        Assert.Equal("a=1", response.Headers.GetValues("Set-Cookie").Single());
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        foreach (var chunk in (string[])["first", "second", "third"])
        {
            await WriteAsync(chunk);
            Assert.Equal(chunk, await ReadAsync(body, chunk.Length));
        }
        await _function.Writer.CompleteAsync();
        _end.SetResult(new InvocationEnd(""));
        Assert.Equal(0, await body.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_prelude_may_come_in_pieces(int size)
    {
        await _gateway.StartAsync();
        var pending = SendAsync();
        var bytes = Encoding.UTF8.GetBytes("""{"statusCode":200,"headers":{"X-Long":"12345"}}""" + new string('\0', 8) + "body");
        for (var i = 0; i < bytes.Length; i += size)
            await _function.Writer.WriteAsync(bytes.AsMemory(i, Math.Min(size, bytes.Length - i)), TestContext.Current.CancellationToken);
        await _function.Writer.CompleteAsync();
        _end.SetResult(new InvocationEnd(""));

        using var response = await pending;

        Assert.Equal("12345", response.Headers.GetValues("X-Long").Single());
        Assert.Equal("body", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"statusCode":200,"body":"buffered"}""")]
    [InlineData("not json\0\0\0\0\0\0\0\0")]
    [InlineData("""{"statusCode":"x"}""" + "\0\0\0\0\0\0\0\0")]
    public async Task An_answer_without_a_right_prelude_is_502(string answer)
    {
        _gateway.Functions["f"] = _ => GatewayFixture.Answer(answer);
        await _gateway.StartAsync();

        using var response = await SendAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task A_function_that_breaks_off_breaks_the_response_off()
    {
        using var response = await StartAsync("{}");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await WriteAsync("half");
        await ReadAsync(body, 4);

        await _function.Writer.CompleteAsync();
        _end.SetResult(new InvocationEnd("", "Function.ResponseTimeout", "late"));

        await Assert.ThrowsAnyAsync<IOException>(async () => await ReadAsync(body, 1));
    }

    [Fact]
    public async Task Silence_of_5_minutes_ends_the_response_and_a_chunk_starts_the_count_again()
    {
        using var response = await StartAsync("{}");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await WriteAsync("a");
        await ReadAsync(body, 1);
        _gateway.Time.Advance(TimeSpan.FromMinutes(4));
        await WriteAsync("b");
        await ReadAsync(body, 1);
        _gateway.Time.Advance(TimeSpan.FromMinutes(4));
        await WriteAsync("c");
        await ReadAsync(body, 1);

        _gateway.Time.Advance(TimeSpan.FromMinutes(5));

        await Assert.ThrowsAnyAsync<IOException>(async () => await ReadAsync(body, 1));
    }

    [Fact]
    public async Task The_time_of_silence_can_be_shortened_for_tests()
    {
        _gateway.Api = _gateway.Api with { StreamIdle = TimeSpan.FromSeconds(3) };
        using var response = await StartAsync("{}");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await WriteAsync("a");
        await ReadAsync(body, 1);

        _gateway.Time.Advance(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAnyAsync<IOException>(async () => await ReadAsync(body, 1));
    }

    [Fact]
    public async Task A_stream_ends_when_the_time_of_its_integration_is_over_however_much_it_says()
    {
        using var response = await StartAsync("{}");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        for (var minute = 0; minute < 14; minute++)
        {
            await WriteAsync("a");
            await ReadAsync(body, 1);
            _gateway.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Assert.ThrowsAnyAsync<IOException>(async () => await ReadAsync(body, 1));
    }

    [Fact]
    public async Task Silence_before_the_prelude_is_504()
    {
        using var invoked = new SemaphoreSlim(0);
        _gateway.Functions["f"] = _ =>
        {
            invoked.Release();
            return GatewayFixture.Streamed(_function.Reader.AsStream(), end: _end.Task);
        };
        await _gateway.StartAsync();
        var pending = SendAsync();
        await invoked.WaitAsync(TestContext.Current.CancellationToken);

        _gateway.Time.Advance(TimeSpan.FromMinutes(5));

        using var response = await pending;
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_relay()
    {
        var left = new TaskCompletionSource();
        _gateway.Functions["f"] = _ => GatewayFixture.Streamed(new WatchedStream(_function.Reader.AsStream(), left), end: _end.Task);
        var response = await StartAsync("{}");

        response.Dispose();

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> StartAsync(string prelude)
    {
        await _gateway.StartAsync();
        var pending = SendAsync();
        await WriteAsync(prelude + new string('\0', 8));
        return await pending;
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        using var request = GatewayFixture.Request(HttpMethod.Get, "/prod/stream");
        return await _gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private async Task WriteAsync(string text) =>
        await _function.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    private static async Task<string> ReadAsync(Stream body, int count)
    {
        var buffer = new byte[count];
        await body.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer);
    }

    /// <summary>Says when its reader lets go of it.</summary>
    private sealed class WatchedStream(Stream inner, TaskCompletionSource left) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            left.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
