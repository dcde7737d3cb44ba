using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Targets;

/// <summary>What functions do to their callers: each fault has an answer that says what to do.</summary>
public sealed class TargetTests(LocalDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task A_function_that_throws_gives_its_message_and_no_stack_trace()
    {
        var result = await CallAsync("failing", """{"message":"the warehouse is closed"}""");

        AssertError(result, "function_error", "the warehouse is closed");
        Assert.DoesNotContain("   at ", Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_runs_out_of_time_says_so()
    {
        AssertError(await CallAsync("impatient", """{"seconds":60,"ignoreDeadline":true}"""), "function_timed_out", "timeout raised");
    }

    [Fact]
    public async Task A_throttled_function_asks_for_patience()
    {
        AssertError(await CallAsync("throttled"), "throttled", "Wait");
    }

    [Fact]
    public async Task A_function_that_cannot_start_is_an_error_of_its_own()
    {
        AssertError(await CallAsync("stillborn"), "function_error", "stillborn");
    }

    [Fact]
    public async Task A_registered_function_that_was_deleted_is_named_gone()
    {
        await using var registration = await Registered.AddAsync(stack, "e2e-deleted", "mcp-sample-deleted");

        AssertError(await CallAsync("e2e-deleted"), "function_not_found", "no longer exists");
    }

    [Fact]
    public async Task Arguments_that_do_not_match_the_registered_schema_name_the_field()
    {
        await using var registration = await Registered.AddAsync(
            stack, "e2e-typed", "private-echo",
            """{"type":"object","properties":{"email":{"type":"string"},"limit":{"type":"integer","maximum":10}},"required":["email"]}""");

        AssertError(await CallAsync("e2e-typed", """{"limit":11}"""), "invalid_arguments", "email");
        Assert.Contains("limit", Text(await CallAsync("e2e-typed", """{"limit":11}""")), StringComparison.Ordinal);
        Assert.False((await CallAsync("e2e-typed", """{"email":"a@example.com","limit":10}""")).TryGetProperty("isError", out _));
    }

    [Fact]
    public async Task A_binary_answer_is_an_image()
    {
        var block = (await CallAsync("binary-answer")).GetProperty("content")[0];

        Assert.Equal("image", block.GetProperty("type").GetString());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], block.GetProperty("data").GetBytesFromBase64()[..4]);
    }

    [Fact]
    public async Task A_large_answer_arrives_whole_and_one_over_lambdas_limit_is_named_so()
    {
        var large = await CallAsync("large-answer", """{"bytes":2000000}""");
        var beyond = await CallAsync("large-answer", """{"bytes":7000000}""");

        Assert.True(Text(large).Length >= 2_000_000);
        AssertError(beyond, "response_too_large", "6 MB");
    }

    [Fact]
    public async Task A_python_and_a_node_function_are_tools_without_knowing_it()
    {
        Require.Program("python3");
        Require.Program("node");

        var converted = await CallAsync("unit-converter", """{"value":100,"from":"C","to":"F"}""");
        var counted = await CallAsync("word-count", """{"text":"to be or not to be"}""");
        var wrong = await CallAsync("unit-converter", """{"value":1,"from":"parsec","to":"m"}""");

        Assert.Equal(212, converted.GetProperty("structuredContent").GetProperty("value").GetDouble());
        Assert.Equal(6, counted.GetProperty("structuredContent").GetProperty("words").GetInt32());
        AssertError(wrong, "function_error", "must be one of");
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> CallAsync(string tool, string arguments = "{}") =>
        await _http.CallAsync(await _http.OpenSessionAsync(), tool, arguments);

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;

    private static void AssertError(JsonElement result, string code, string text)
    {
        Assert.True(result.TryGetProperty("isError", out var isError) && isError.GetBoolean(), result.GetRawText());
        Assert.Equal(code, result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(text, Text(result), StringComparison.Ordinal);
    }
}
