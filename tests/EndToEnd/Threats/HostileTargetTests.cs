using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Threats;

/// <summary>An aggregated function that someone else wrote, and that wants no good.</summary>
[Collection(ThreatsDeployment.Collection)]
public sealed class HostileTargetTests(ThreatsDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task Of_what_it_lists_clients_see_what_shows_all_that_it_says_and_ends()
    {
        var tools = await ToolsAsync();

        var names = tools.Select(tool => tool.GetProperty("name").GetString()!).ToHashSet();
        Assert.Contains("good", names);
        Assert.Contains("pattern", names);
        Assert.Empty(names.Intersect(["tags", "bidi", "control", "default", "enum", "meta", "victim_find", "doubling", "loop", "remote"]));
        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9_.-]{1,64}$", name));
        Assert.Contains(await stack.LoggedAsync("brings the tool tags"), line => line.Contains("brings the tool tags", StringComparison.Ordinal) && line.Contains("U+E0053", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_it_answers_is_data_and_speaks_not_for_the_server()
    {
        await ToolsAsync();
        var session = await _http.OpenSessionAsync();

        var result = await _http.CallAsync(session, "good", """{"text":"x"}""");

        Assert.Equal("""{"own":1}""", result.GetProperty("_meta").GetRawText());
        Assert.Equal("resource_link", result.GetProperty("content")[1].GetProperty("type").GetString());
        using var read = await _http.PostAsync("""{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}""", session);
        Assert.True((await McpHttp.ReadJsonAsync(read)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_pattern_of_its_own_keeps_the_endpoint_busy_for_no_time()
    {
        await ToolsAsync();
        var session = await _http.OpenSessionAsync();
        var watch = Stopwatch.StartNew();

        var result = await _http.CallAsync(session, "pattern", $$"""{"text":"{{new string('a', 50_000)}}!"}""");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private async Task<JsonElement[]> ToolsAsync()
    {
        var session = await _http.OpenSessionAsync();
        // The function starts, and what it brings may come behind the first answer.
        for (var begun = Stopwatch.StartNew(); ; await Task.Delay(250, TestContext.Current.CancellationToken))
        {
            using var answer = await _http.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", session);
            JsonElement[] tools = [.. (await McpHttp.ReadJsonAsync(answer)).GetProperty("result").GetProperty("tools").EnumerateArray()];
            if (tools.Any(tool => tool.GetProperty("name").GetString() == "good") || begun.Elapsed > TimeSpan.FromMinutes(2))
                return tools;
        }
    }

    public void Dispose() => _http.Dispose();
}
