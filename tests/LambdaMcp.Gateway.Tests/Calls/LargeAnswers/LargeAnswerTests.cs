using System.Text;
using LambdaMcp.Gateway.Calls.LargeAnswers;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests.Calls.LargeAnswers;

/// <summary>Answers that are too large for a result become links.</summary>
public sealed class LargeAnswerTests
{
    private readonly StoredAnswers _store = new();
    private readonly CallBench _bench;

    public LargeAnswerTests() =>
        _bench = new() { Options = new() { LargeAnswers = new() { Threshold = 100_000 } }, Answers = _store };

    [Theory]
    [InlineData("{\"a\":\"{0}\"}", "application/json")]
    [InlineData("\"{0}\"", "text/plain; charset=utf-8")]
    [InlineData("plain {0}", "text/plain; charset=utf-8")]
    public async Task A_large_answer_is_stored_as_what_it_is_and_the_result_links_to_it(string form, string mediaType)
    {
        var answer = form.Replace("{0}", new('x', 100_000), StringComparison.Ordinal);
        _bench.Invoker.Answer = ScriptedInvoker.Json(answer);

        var result = await _bench.CallAsync();

        var (data, type, lifetime) = Assert.Single(_store.Stored);
        Assert.Equal((mediaType, TimeSpan.FromHours(1)), (type, lifetime));
        Assert.Equal(answer.Trim('"'), Encoding.UTF8.GetString(data));
        var link = result.GetProperty("content")[1];
        Assert.Equal(
            ("resource_link", "https://store/1", "find", mediaType, data.Length),
            (link.GetProperty("type").GetString(), link.GetProperty("uri").GetString(), link.GetProperty("name").GetString(), link.GetProperty("mimeType").GetString(), link.GetProperty("size").GetInt32()));
        Assert.Contains("60 minutes", CallBench.Text(result), StringComparison.Ordinal);
        Assert.False(result.TryGetProperty("structuredContent", out _));
    }

    [Fact]
    public async Task Bytes_keep_the_type_that_they_tell()
    {
        var image = new byte[200_000];
        new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0xFF }.CopyTo(image, 0);
        _bench.Invoker.Answer = new(image, null, "r");

        Assert.Equal("image/png", (await _bench.CallAsync()).GetProperty("content")[1].GetProperty("mimeType").GetString());
        Assert.Equal(image, _store.Stored[0].Data);
    }

    [Fact]
    public async Task An_http_functions_file_keeps_the_type_of_its_header()
    {
        _bench.Registration = _bench.Registration with { Contract = TargetContract.Proxy, Http = CallBench.Json("""{"method":"GET","path":"/"}""") };
        var file = Convert.ToBase64String(new byte[200_000], Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\\n", StringComparison.Ordinal);
        _bench.Invoker.Answer = ScriptedInvoker.Json($$"""{"statusCode":200,"headers":{"Content-Type":"application/pdf"},"isBase64Encoded":true,"body":"{{file}}"}""");

        Assert.Equal("application/pdf", (await _bench.CallAsync()).GetProperty("content")[1].GetProperty("mimeType").GetString());
        Assert.Equal(200_000, _store.Stored[0].Data.Length);
    }

    [Fact]
    public async Task Base64_with_line_breaks_is_what_encoders_write()
    {
        var image = Convert.ToBase64String(new byte[90_000], Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\\n", StringComparison.Ordinal);
        _bench.Invoker.Answer = ScriptedInvoker.Json($$"""{"content":[{"type":"image","data":"{{image}}","mimeType":"image/webp"}]}""");

        await _bench.CallAsync();

        Assert.Equal(90_000, Assert.Single(_store.Stored).Data.Length);
    }

    [Fact]
    public async Task Of_a_result_only_the_large_parts_become_links()
    {
        var (text, image) = (new string('t', 60_000), Convert.ToBase64String(new byte[60_000]));
        _bench.Invoker.Answer = ScriptedInvoker.Json(
            $$"""{"content":[{"type":"text","text":"small"},{"type":"text","text":"{{text}}"},{"type":"image","data":"{{image}}","mimeType":"image/webp"}],"structuredContent":{"t":"{{text}}"},"isError":true}""");

        var result = await _bench.CallAsync();

        Assert.Equal(
            ["text", "resource_link", "resource_link", "resource_link"], result.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
        Assert.Equal(["text/plain; charset=utf-8", "image/webp", "application/json"], _store.Stored.Select(stored => stored.MediaType));
        Assert.Equal(new byte[60_000], _store.Stored[1].Data);
        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.False(result.TryGetProperty("structuredContent", out _));
    }

    [Fact]
    public async Task What_an_output_schema_promises_stays_in_the_result_until_it_is_too_large_for_it()
    {
        _bench.Registration = _bench.Registration with { OutputSchema = CallBench.Json("""{"type":"object"}""") };
        _bench.Invoker.Answer = ScriptedInvoker.Json($$"""{"a":"{{new string('x', 200_000)}}"}""");
        Assert.True((await _bench.CallAsync()).TryGetProperty("structuredContent", out _));

        _bench.Invoker.Answer = ScriptedInvoker.Json($$"""{"a":"{{new string('x', 6_300_000)}}"}""");
        Assert.Equal("response_too_large", CallBench.Code(await _bench.CallAsync()));
        Assert.Empty(_store.Stored);
    }

    [Fact]
    public async Task A_function_that_streams_may_answer_more_than_Lambda_carries_in_one_piece()
    {
        _bench.Registration = _bench.Registration with { Streams = true };
        _bench.Invoker.Stream = [.. Enumerable.Repeat(new TargetChunk(Encoding.UTF8.GetBytes(new string('x', 1_000_000))), 9), new TargetStreamEnd(null, null, "r")];

        Assert.Equal(9_000_000, (await _bench.CallAsync()).GetProperty("content")[1].GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task A_store_that_fails_is_told_and_the_answer_is_not_lost_in_silence()
    {
        _store.Failure = new("bucket gone");
        _bench.Invoker.Answer = ScriptedInvoker.Json(new string('x', 200_000));

        var result = await _bench.CallAsync();

        Assert.Equal("answer_not_stored", CallBench.Code(result));
        Assert.DoesNotContain("bucket", CallBench.Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_call_has_a_receipt()
    {
        var bench = new CallBench();
        bench.Registration = bench.Registration with { Asynchronous = true };

        var result = await bench.CallAsync("""{"id":1}""");

        var sent = Assert.Single(bench.Invoker.Events);
        Assert.Equal("""{"id":1}""", Encoding.UTF8.GetString(sent.Payload.Span));
        var receipt = result.GetProperty("structuredContent");
        Assert.Equal(("accepted", "event-request", CallBench.Function), (receipt.GetProperty("status").GetString(), receipt.GetProperty("requestId").GetString(), receipt.GetProperty("function").GetString()));
        Assert.Equal(bench.Time.GetUtcNow(), receipt.GetProperty("acceptedAt").GetDateTimeOffset());
        Assert.Contains("event-request", CallBench.Text(result), StringComparison.Ordinal);
    }

    private sealed class StoredAnswers : IAnswerStore
    {
        public List<(byte[] Data, string MediaType, TimeSpan Lifetime)> Stored { get; } = [];

        public AnswerNotStoredException? Failure { get; set; }

        public Task<Uri> StoreAsync(ReadOnlyMemory<byte> data, string mediaType, TimeSpan lifetime, CancellationToken cancellationToken)
        {
            if (Failure is { } failure)
                throw failure;
            Stored.Add((data.ToArray(), mediaType, lifetime));
            return Task.FromResult(new Uri($"https://store/{Stored.Count}"));
        }
    }
}
