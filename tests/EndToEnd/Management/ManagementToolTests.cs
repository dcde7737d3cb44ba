using System.Globalization;
using System.Text.Json;
using EndToEnd.Dedicated;
using EndToEnd.Fixture;

namespace EndToEnd.Management;

/// <summary>The management tools of a deployment that has them on, through its front door.</summary>
[Collection(DedicatedDeployment.Collection)]
public sealed class ManagementToolTests(DedicatedDeployment stack) : IDisposable
{
    private static readonly string[] Names = ["get_function_schema", "invoke_function", "list_functions", "monitor_executions"];

    private readonly McpHttp _http = new(stack.Ready with { Token = DedicatedDeployment.ManagersToken });
    private readonly McpHttp _withoutScope = new(stack.Ready);

    [Fact]
    public async Task Only_a_token_with_their_scope_sees_them_or_can_call_them()
    {
        Assert.Equal(Names, (await ListAsync(_http)).Intersect(Names).Order(StringComparer.Ordinal));
        Assert.Empty((await ListAsync(_withoutScope)).Intersect(Names));

        using var answer = await _withoutScope.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_functions","arguments":{}}}""", await _withoutScope.OpenSessionAsync());
        Assert.True((await McpHttp.ReadJsonAsync(answer)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Imported_functions_are_listed_with_what_Lambda_knows_of_them_and_no_others()
    {
        var all = await CallAsync("list_functions", """{"include_metadata":true}""");
        var names = all.GetProperty("functions").EnumerateArray().Select(function => function.GetProperty("name").GetString()).ToList();
        var python = await CallAsync("list_functions", """{"include_metadata":true,"runtime_filter":"python3.13"}""");
        var tagged = await CallAsync("list_functions", """{"filter_by_tags":{"no-such":"tag"}}""");
        // Each instance hears of other tests' registrations some seconds late.
        for (var again = 0; again < 20 && tagged.GetProperty("total_count").GetInt32() != names.Count; again++)
        {
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            all = await CallAsync("list_functions", """{"include_metadata":true}""");
            names = [.. all.GetProperty("functions").EnumerateArray().Select(function => function.GetProperty("name").GetString())];
            tagged = await CallAsync("list_functions", """{"filter_by_tags":{"no-such":"tag"}}""");
        }

        Assert.Contains("mcp-sample-echo", names);
        Assert.DoesNotContain("private-echo", names);
        Assert.Equal(names.Count, all.GetProperty("total_count").GetInt32());
        var echo = all.GetProperty("functions").EnumerateArray().First(function => function.GetProperty("name").GetString() == "mcp-sample-echo");
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:mcp-sample-echo", echo.GetProperty("arn").GetString());
        Assert.Equal("provided.al2023", echo.GetProperty("runtime").GetString());
        Assert.True(echo.GetProperty("timeout").GetInt32() > 0 && echo.GetProperty("memory_size").GetInt32() > 0);
        Assert.EndsWith("Z", echo.GetProperty("last_modified").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, python.GetProperty("filtered_count").GetInt32());
        Assert.All(python.GetProperty("functions").EnumerateArray(), function => Assert.Equal("python3.13", function.GetProperty("runtime").GetString()));
        Assert.Equal((0, names.Count), (tagged.GetProperty("filtered_count").GetInt32(), tagged.GetProperty("total_count").GetInt32()));
    }

    [Fact]
    public async Task An_invocation_brings_its_answer_and_what_Lambda_logged()
    {
        var result = (await CallAsync("invoke_function", """{"function_name":"mcp-sample-echo","payload":{"a":1},"invocation_type":"RequestResponse","log_type":"Tail"}"""))
            .GetProperty("execution_result");

        Assert.Equal(200, result.GetProperty("status_code").GetInt32());
        Assert.Equal(1, result.GetProperty("payload").GetProperty("event").GetProperty("a").GetInt32());
        var logs = result.GetProperty("logs").EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.Contains(logs, line => line.StartsWith("START RequestId: ", StringComparison.Ordinal));
        Assert.DoesNotContain(logs, line => line.StartsWith("REPORT ", StringComparison.Ordinal));
        Assert.True(result.GetProperty("duration_ms").GetDouble() > 0 && result.GetProperty("billed_duration_ms").GetDouble() >= 1);
        Assert.True(result.GetProperty("memory_used_mb").GetDouble() > 0 && result.GetProperty("memory_size_mb").GetDouble() >= 128);
    }

    [Fact]
    public async Task An_event_is_taken_and_not_waited_for()
    {
        var result = (await CallAsync("invoke_function", """{"function_name":"mcp-sample-echo","payload":{},"invocation_type":"Event"}""")).GetProperty("execution_result");

        Assert.Equal(202, result.GetProperty("status_code").GetInt32());
        Assert.False(result.TryGetProperty("payload", out _));
    }

    [Theory]
    [InlineData("invoke_function", ""","payload":{}""")]
    [InlineData("get_function_schema", "")]
    [InlineData("monitor_executions", ""","time_range":{"start":"2024-01-01T00:00:00Z","end":"2024-01-02T00:00:00Z"}""")]
    public async Task A_function_that_is_not_imported_is_none_however_it_is_named(string tool, string more)
    {
        foreach (var name in (string[])["private-echo", "arn:aws:lambda:us-east-1:123456789012:function:private-echo", "../private-echo", "private-echo:$LATEST"])
        {
            var result = await _http.CallAsync(await _http.OpenSessionAsync(), tool, $$"""{"function_name":"{{name}}"{{more}}}""");

            Assert.True(result.GetProperty("isError").GetBoolean());
            Assert.Equal("function_not_found", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        }
    }

    [Fact]
    public async Task Executions_and_errors_of_a_time_are_told()
    {
        var session = await _http.OpenSessionAsync();
        var start = DateTimeOffset.UtcNow.AddMinutes(-10);
        await _http.CallAsync(session, "invoke_function", """{"function_name":"mcp-sample-failing","payload":{}}""");

        var told = await CallAsync("monitor_executions", Arguments("mcp-sample-failing", start));
        // Logs and metrics come by another way than answers, and may come later.
        for (var again = 0; again < 60 && (told.GetProperty("errors").GetArrayLength() == 0 || told.GetProperty("metrics").EnumerateArray().Any(metric => metric.GetProperty("total").GetDouble() < 1)); again++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            told = await CallAsync("monitor_executions", Arguments("mcp-sample-failing", start));
        }

        var metrics = told.GetProperty("metrics").EnumerateArray().ToList();
        Assert.Equal(["Errors", "Invocations"], metrics.Select(metric => metric.GetProperty("metric").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(metrics, metric => Assert.True(metric.GetProperty("total").GetDouble() >= 1));
        Assert.Equal(60, told.GetProperty("period_seconds").GetInt32());
        Assert.NotEqual(0, told.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z", "before its end")]
    [InlineData("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "90 days")]
    [InlineData("yesterday", "2024-01-01T00:00:00Z", "must be a time")]
    public async Task A_time_range_that_cannot_be_is_told_so(string start, string end, string expected)
    {
        var result = await _http.CallAsync(
            await _http.OpenSessionAsync(), "monitor_executions", $$$"""{"function_name":"mcp-sample-echo","time_range":{"start":"{{{start}}}","end":"{{{end}}}"}}""");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Contains(expected, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _withoutScope.Dispose();
    }

    private static string Arguments(string function, DateTimeOffset start) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"function_name":"{{{function}}}","time_range":{"start":"{{{start:O}}}","end":"{{{DateTimeOffset.UtcNow.AddMinutes(1):O}}}"},
        "include_errors":true,"metric_types":["Invocations","Errors"]}
        """);

    private static async Task<List<string>> ListAsync(McpHttp http)
    {
        using var answer = await http.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", await http.OpenSessionAsync());
        return [.. (await McpHttp.ReadJsonAsync(answer)).GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];
    }

    private async Task<JsonElement> CallAsync(string tool, string arguments)
    {
        var result = await _http.CallAsync(await _http.OpenSessionAsync(), tool, arguments);
        Assert.False(result.TryGetProperty("isError", out var isError) && isError.GetBoolean(), result.GetRawText());
        return result.GetProperty("structuredContent");
    }
}
