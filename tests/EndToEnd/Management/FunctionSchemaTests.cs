using EndToEnd.Fixture;
using EndToEnd.SelfHosted;

namespace EndToEnd.Management;

/// <summary>Schemas from the registry, and the defaults: of an endpoint of its own, whose only token may manage where that is switched on.</summary>
public sealed class FunctionSchemaTests(LocalDeployment stack)
{
    private const string Token = "a-token-for-the-self-hosted-endpoint";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["MCP_AUTH_TOKEN"] = Token,
        ["MCP_MANAGEMENT_TOOLS"] = "true",
        ["FUNCTION_LIST"] = "private-orders",
        ["FUNCTION_INPUT_SCHEMA_ARN_TAG_KEY"] = "input-schema",
    };

    [Fact]
    public async Task The_registrys_schema_comes_with_its_version_and_examples_that_match()
    {
        await using var endpoint = await EndpointProcess.StartAsync(stack, Settings);
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        var session = await http.OpenSessionAsync();

        var told = (await http.CallAsync(session, "get_function_schema", """{"function_name":"private-orders","include_examples":true}""")).GetProperty("structuredContent");
        var other = await http.CallAsync(session, "get_function_schema", """{"function_name":"private-orders","schema_version":"7"}""");
        var listed = (await http.CallAsync(session, "list_functions", """{"include_metadata":true,"filter_by_tags":{"team":"orders"}}""")).GetProperty("structuredContent");

        Assert.Equal("1", told.GetProperty("schema").GetProperty("version").GetString());
        Assert.Equal("string", told.GetProperty("schema").GetProperty("properties").GetProperty("item").GetProperty("type").GetString());
        Assert.Equal(["""{"item":"text"}""", """{"item":"text","count":1}"""],
            told.GetProperty("examples").EnumerateArray().Select(example => example.GetProperty("payload").GetRawText()));
        Assert.True(other.GetProperty("isError").GetBoolean());
        Assert.Contains("It has these: 1.", other.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("arn:aws:schemas:us-east-1:123456789012:schema/mcp-tools/orders-input",
            listed.GetProperty("functions").EnumerateArray().Single().GetProperty("schema_arn").GetString());
    }

    [Fact]
    public async Task A_payload_that_breaks_the_schema_invokes_nothing()
    {
        await using var endpoint = await EndpointProcess.StartAsync(stack, Settings);
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        var session = await http.OpenSessionAsync();

        var refused = await http.CallAsync(session, "invoke_function", """{"function_name":"private-orders","payload":{"count":0}}""");
        var invoked = await http.CallAsync(session, "invoke_function", """{"function_name":"private-orders","payload":{"item":"tea"}}""");

        Assert.Equal("invalid_arguments", refused.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains("item", refused.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, invoked.GetProperty("structuredContent").GetProperty("execution_result").GetProperty("status_code").GetInt32());
    }

    [Fact]
    public async Task By_default_nobody_has_them()
    {
        using var http = new McpHttp(stack.Ready);
        using var answer = await http.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", await http.OpenSessionAsync());

        var names = (await McpHttp.ReadJsonAsync(answer)).GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString());
        Assert.DoesNotContain("invoke_function", names);
        Assert.DoesNotContain("list_functions", names);
    }
}
