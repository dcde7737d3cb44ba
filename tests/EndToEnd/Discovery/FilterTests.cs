using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.SelfHosted;

namespace EndToEnd.Discovery;

/// <summary>Which functions are tools by name and by tag, each filter alone and with others, at endpoints with settings of their own.</summary>
public sealed class FilterTests(LocalDeployment stack)
{
    private const string Token = "a-token-for-the-self-hosted-endpoint";

    [Theory]
    [InlineData("FUNCTION_PREFIX=private-found-", "faulty hidden order plain twin twin2 untagged")]
    [InlineData("FUNCTION_LIST=private-found-plain, private-echo,none", "private-echo private-found-plain")]
    [InlineData("FUNCTION_PREFIX=private-found-;FUNCTION_LIST=private-echo", "faulty hidden order plain private-echo twin twin2 untagged")]
    [InlineData("FUNCTION_TAG_KEY=e2e-team;FUNCTION_TAG_VALUE=orders", "private-found-faulty private-found-order")]
    [InlineData("FUNCTION_PREFIX=private-found-t;FUNCTION_TAG_KEY=e2e-team;FUNCTION_TAG_VALUE=discovery", "win win2")]
    [InlineData("FUNCTION_LIST=private-found-plain,private-found-order;FUNCTION_TAG_KEY=e2e-team;FUNCTION_TAG_VALUE=orders", "private-found-order")]
    [InlineData("FUNCTION_PREFIX=private-found-t;FUNCTION_LIST=private-found-plain,private-found-untagged;FUNCTION_TAG_KEY=e2e-team;FUNCTION_TAG_VALUE=discovery", "private-found-plain win win2")]
    [InlineData("FUNCTION_PREFIX=private-found-;FUNCTION_INPUT_SCHEMA_ARN_TAG_KEY=e2e-schema", "hidden order plain twin twin2 untagged")]
    [InlineData("", "")]
    public async Task The_filters_select_as_they_are_described(string settings, string expected)
    {
        await using var endpoint = await StartAsync(settings);
        using var mcp = At(endpoint);
        var session = await mcp.OpenSessionAsync();

        Assert.Equal(expected, string.Join(' ', (await ListAsync(mcp, session)).Select(tool => tool.GetProperty("name").GetString()).Order(StringComparer.Ordinal)));
        foreach (var name in new[] { "mcp-sample-echo", "echo", $"arn:aws:lambda:{stack.Ready.Region}:{LocalDeployment.AccountId}:function:mcp-sample-echo" })
        {
            using var answer = await mcp.PostAsync($$$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"{{{{name}}}}","arguments":{}}}""", session);
            Assert.Contains("error", (await McpHttp.ReadJsonAsync(answer)).EnumerateObject().Select(member => member.Name));
        }
    }

    [Theory]
    [InlineData("FUNCTION_TAG_KEY=e2e-team", "FUNCTION_TAG_VALUE is not")]
    [InlineData("FUNCTION_TAG_VALUE=orders", "FUNCTION_TAG_KEY is not")]
    public async Task Half_a_tag_is_an_error_with_a_plain_message(string settings, string told)
    {
        var (exitCode, _, errors) = await EndpointProcess.RunAsync(stack, Settings(settings));

        Assert.Equal(2, exitCode);
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_of_the_registry_is_the_tools_own_and_arguments_are_checked_by_it()
    {
        await using var endpoint = await StartAsync("FUNCTION_TAG_KEY=e2e-team;FUNCTION_TAG_VALUE=orders;FUNCTION_PREFIX=private-found-;FUNCTION_INPUT_SCHEMA_ARN_TAG_KEY=e2e-schema");
        using var mcp = At(endpoint);
        var session = await mcp.OpenSessionAsync();

        var tool = Assert.Single(await ListAsync(mcp, session));
        var good = await mcp.CallAsync(session, "order", """{"id":"o-1","lines":[{"quantity":1}]}""");
        var bad = await mcp.CallAsync(session, "order", """{"id":"o-1","lines":[{"quantity":0}]}""");

        var schema = tool.GetProperty("inputSchema");
        Assert.Equal(["id", "lines"], schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(0, schema.GetProperty("$defs").GetProperty("Line").GetProperty("properties").GetProperty("quantity").GetProperty("exclusiveMinimum").GetInt32());
        Assert.Equal("o-1", good.GetProperty("structuredContent").GetProperty("event").GetProperty("id").GetString());
        Assert.True(bad.GetProperty("isError").GetBoolean());
        Assert.Contains("quantity", bad.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_name_and_describe_tools_and_names_that_collide_are_the_same_on_every_instance()
    {
        const string Settings = "FUNCTION_TAG_KEY=e2e-team;FUNCTION_TAG_VALUE=discovery;FUNCTION_PREFIX=private-found-;MCP_FUNCTION_TAGS=true";
        await using var first = await StartAsync(Settings);
        await using var second = await StartAsync(Settings);
        using var here = At(first);
        using var there = At(second);

        var tools = await ListAsync(here, await here.OpenSessionAsync());
        var others = await ListAsync(there, await there.OpenSessionAsync());

        Assert.Equal(tools.Select(tool => tool.GetRawText()), others.Select(tool => tool.GetRawText()));
        Assert.Equal(3, tools.Count);
        Assert.Equal("plain", tools[0].GetProperty("name").GetString());
        Assert.Equal("same.name", tools[1].GetProperty("name").GetString());
        Assert.Equal("The first", tools[1].GetProperty("title").GetString());
        Assert.True(tools[1].GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
        Assert.StartsWith("same.name_", tools[2].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registration_API_explains_what_it_sees()
    {
        using var http = new SignedHttp(stack.Ready);

        var sample = await ExplainAsync(http, "mcp-sample-echo");
        var stranger = await ExplainAsync(http, "private-found-plain");
        var none = await ExplainAsync(http, "nobody");

        Assert.Equal("echo", Assert.Single(sample.GetProperty("tools").EnumerateArray()).GetString());
        Assert.Contains("does not begin with FUNCTION_PREFIX, mcp-sample-", stranger.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.False(none.GetProperty("isTool").GetBoolean());
    }

    private async Task<JsonElement> ExplainAsync(SignedHttp http, string function)
    {
        using var answer = await http.SendAsync(HttpMethod.Get, $"{stack.Ready.RegisterUrl}/explain?function={function}", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await McpHttp.ReadJsonAsync(answer);
    }

    private static async Task<List<JsonElement>> ListAsync(McpHttp mcp, string session)
    {
        using var answer = await mcp.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", session);
        var json = await McpHttp.ReadJsonAsync(answer);
        return [.. json.GetProperty("result").GetProperty("tools").EnumerateArray()];
    }

    private Task<EndpointProcess> StartAsync(string settings) => EndpointProcess.StartAsync(stack, Settings(settings));

    private static Dictionary<string, string> Settings(string settings)
    {
        var all = new Dictionary<string, string> { ["MCP_AUTH_TOKEN"] = Token, ["FUNCTION_PREFIX"] = "" };
        foreach (var setting in settings.Split(';', StringSplitOptions.RemoveEmptyEntries))
            all[setting[..setting.IndexOf('=', StringComparison.Ordinal)]] = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return all;
    }

    private McpHttp At(EndpointProcess endpoint) => new(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
}
