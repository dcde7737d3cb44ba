using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.StdioServers.Generated;

/// <summary>The whole way of a user who has stdio servers and wants them on Lambda, by the commands of <c>lambda-mcp servers</c>.</summary>
public sealed class GeneratedStackTests(GeneratedDeployment stack) : IClassFixture<GeneratedDeployment>
{
    [Fact]
    public async Task A_generated_stack_builds_runs_is_registered_and_is_called_through_the_endpoint()
    {
        var tried = await stack.RunAsync("servers", "verify", "--file", stack.ServersFile, "--only", "shout");
        var registered = await stack.RunAsync("servers", "register", "--file", stack.ServersFile);
        var again = await stack.RunAsync("servers", "register", "--file", stack.ServersFile);
        var tools = await ToolsAsync();
        var shouted = await stack.RunAsync("call", "shout_shout", "text=hello");
        var listed = await stack.RunAsync("call", "fs_list_allowed_directories", "--json");

        Assert.True(tried.ExitCode == 0, tried.Output + tried.Errors);
        Assert.Contains("shout\tpassed\t1\tshout\t", tried.Output, StringComparison.Ordinal);
        Assert.True(registered.ExitCode == 0, registered.Output + registered.Errors);
        Assert.Equal(2, registered.Output.Split('\n').Count(line => line.Contains("\tcreated\tarn:aws:lambda:", StringComparison.Ordinal)));
        Assert.Equal(2, again.Output.Split('\n').Count(line => line.Contains("\tunchanged\t", StringComparison.Ordinal)));
        Assert.Contains("shout_shout\ttext\t", tools.Output, StringComparison.Ordinal);
        Assert.Contains("fs_read_text_file\t", tools.Output, StringComparison.Ordinal);
        Assert.Equal((0, "HELLO"), (shouted.ExitCode, shouted.Output.Trim()));
        Assert.True(listed.ExitCode == 0, listed.Errors);
        Assert.Contains("/tmp", listed.Output, StringComparison.Ordinal);
    }

    // An endpoint does without the lists of functions that start too slowly, and asks again later.
    private async Task<(int ExitCode, string Output, string Errors)> ToolsAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var tools = await stack.RunAsync("tools");
            if (attempt == 60 || (tools.Output.Contains("shout_", StringComparison.Ordinal) && tools.Output.Contains("fs_", StringComparison.Ordinal)))
                return tools;
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Its_functions_answer_agentcore_gateway_and_mcp_clients_at_a_url()
    {
        using var invocations = new Invocations(stack);
        using var signed = new SignedHttp(stack.Ready, "lambda");
        using var anybody = new HttpClient();
        var url = new Uri(new(stack.Ready.FunctionUrls!["ShoutFunction"]), "mcp");

        var called = await invocations.InvokeAsync(
            "mcp-server-shout", """{"text":"grüße"}""", """{"custom":{"bedrockAgentCoreToolName":"shout___shout"}}""");
        using var answer = await signed.SendAsync(
            HttpMethod.Post, url.ToString(),
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        using var refused = await anybody.PostAsync(url, new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal("GRÜSSE", called.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"name\":\"shout\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
