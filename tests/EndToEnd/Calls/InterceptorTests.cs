using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Calls;

/// <summary>A function in AgentCore Gateway's contract of interceptors looks at every call.</summary>
public sealed class InterceptorTests(InterceptedDeployment stack) : IClassFixture<InterceptedDeployment>, IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task A_call_that_passes_both_is_what_it_was()
    {
        var result = await CallAsync("none");

        Assert.Equal("none", result.GetProperty("structuredContent").GetProperty("event").GetProperty("intercept").GetString());
    }

    [Fact]
    public async Task It_changes_arguments_and_results_and_answers_itself()
    {
        Assert.True((await CallAsync("change")).GetProperty("structuredContent").GetProperty("event").GetProperty("changed").GetBoolean());
        Assert.Equal("redacted", Text(await CallAsync("redact")));
        Assert.Equal("answered before", Text(await CallAsync("answer")));
    }

    [Fact]
    public async Task It_refuses_with_a_status_and_an_error_of_its_own()
    {
        using var answer = await _http.PostAsync(Call("refuse"), await _http.OpenSessionAsync());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var error = (await McpHttp.ReadJsonAsync(answer)).GetProperty("error");
        Assert.Equal((-32090, "Refused by the interceptor."), (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("fail", "request")]
    [InlineData("fail-after", "response")]
    public async Task One_that_fails_refuses_the_call(string wish, string which)
    {
        var result = await CallAsync(wish);

        Assert.Equal("interceptor_failed", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains($"look at {which}s", Text(result), StringComparison.Ordinal);
        Assert.DoesNotContain("out of order", result.GetRawText(), StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private static string Call(string wish) => $$$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"intercept":"{{{{wish}}}}"}}}""";

    private async Task<JsonElement> CallAsync(string wish) => await _http.CallAsync(await _http.OpenSessionAsync(), "echo", $$"""{"intercept":"{{wish}}"}""");

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
