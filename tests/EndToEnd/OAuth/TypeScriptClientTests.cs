using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.OAuth;

/// <summary>The official TypeScript SDK's clients, of both generations, which are given a URL and nothing else.</summary>
[Collection(OAuthDeployment.Collection)]
public sealed class TypeScriptClientTests(OAuthDeployment stack)
{
    private const string First = "@modelcontextprotocol/sdk";
    private const string Second = "@modelcontextprotocol/client";

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task It_finds_the_issuer_registers_gets_a_token_calls_a_tool_and_gets_the_next_token_through_a_stage_prefix(string package)
    {
        var issuer = stack.Issuer;

        var answer = await RunAsync(stack.Ready.McpUrl, package: package);

        Assert.EndsWith("/prod/mcp", stack.Ready.McpUrl, StringComparison.Ordinal);
        Assert.Equal($"{issuer}#alice", PrincipalOf(answer));
        var seen = answer.GetProperty("seen").EnumerateArray().Select(request => request.GetString()!).ToArray();
        Assert.Equal(
            [
                $"POST {stack.Ready.McpUrl} 401",
                $"GET {stack.Ready.McpUrl.Replace("/mcp", "/.well-known/oauth-protected-resource/mcp", StringComparison.Ordinal)} 200",
            ],
            seen[..2]);
        Assert.Contains($"POST {issuer}/reg 201", seen);
        // The second generation asks for refresh tokens of its own accord.
        Assert.Matches("[?&]scope=mcp(\\+offline_access)?(&|$)", answer.GetProperty("authorization").GetString());
        Assert.Contains($"resource={Uri.EscapeDataString(stack.Ready.McpUrl)}", answer.GetProperty("authorization").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, answer.GetProperty("saved").GetInt32());
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task It_does_the_same_with_an_endpoint_that_hosts_itself(string package)
    {
        var issuer = stack.Issuer;
        await using var endpoint = await OAuthEndpoint.StartAsync(stack);

        var answer = await RunAsync(endpoint.Url, package: package);

        Assert.Equal($"{issuer}#alice", PrincipalOf(answer));
    }

    [Fact]
    public async Task At_a_sets_url_it_gets_a_token_for_all_sets()
    {
        var url = await RegisterSetAsync("typescript");
        _ = stack.Issuer;

        var answer = await RunAsync(url);

        Assert.Equal($"{stack.Issuer}#alice", PrincipalOf(answer));
        Assert.Contains($"resource={Uri.EscapeDataString(stack.Ready.McpUrl)}&", answer.GetProperty("authorization").GetString() + "&", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_one_set_opens_that_set_alone()
    {
        var url = await RegisterSetAsync("bound");
        _ = stack.Issuer;

        var answer = await RunAsync(url, resource: url);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", answer.GetProperty("tokens").GetProperty("access_token").GetString());
        using var elsewhere = await http.PostAsync(new Uri(stack.Ready.McpUrl), null, TestContext.Current.CancellationToken);

        Assert.Equal($"{stack.Issuer}#alice", PrincipalOf(answer));
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
        Assert.Contains("\"code\":401", await elsewhere.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<string> RegisterSetAsync(string name)
    {
        using var http = new SignedHttp(stack.Ready);
        using var answer = await http.SendAsync(HttpMethod.Post, stack.Ready.RegisterUrl, $$"""{"type":"set","name":"{{name}}","members":["echo"]}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return $"{stack.Ready.McpUrl}/{name}";
    }

    private static async Task<JsonElement> RunAsync(string url, string resource = "", string package = First)
    {
        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "EndToEnd", "js", "oauth.mjs"), package, [package, url, "echo", "{}", resource]);
        Assert.True(exitCode == 0, $"oauth.mjs ended with {exitCode}:\n{errors}\n{output}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static string? PrincipalOf(JsonElement answer)
    {
        var context = answer.GetProperty("result").GetProperty("structuredContent").GetProperty("clientContext").GetProperty("mcp").GetString()!;
        return JsonDocument.Parse(context).RootElement.GetProperty("principal").GetString();
    }
}
