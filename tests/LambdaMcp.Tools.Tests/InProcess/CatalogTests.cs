using System.Security.Claims;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Management;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Management.Monitoring;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.Tests.InProcess;

public class CatalogTests
{
    private static readonly McpMethod Greet = Written.OneOfEach[0];

    [Theory]
    [InlineData("tools/call", """ "name":"greet","arguments":{"name":"Bo"} """, "Hello Bo, says alice")]
    [InlineData("prompts/get", """ "name":"review","arguments":{"file":"a.cs"} """, "Review a.cs")]
    [InlineData("resources/read", """ "uri":"docs://handbook" """, "Be kind.")]
    public async Task The_programs_own_methods_are_found_without_a_read_of_the_table(string method, string parameters, string text)
    {
        var server = new OwnServer(Written.OneOfEach);

        Assert.Contains(text, Assert.Single(await server.SendAsync(method, parameters)).GetProperty("result").GetRawText(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (server.Table.Lists, server.Table.Finds));
    }

    [Fact]
    public async Task A_template_gives_what_its_URIs_name()
    {
        var read = Assert.Single(await new OwnServer(Written.OneOfEach).SendAsync("resources/read", "\"uri\":\"orders://17\""));

        Assert.Equal("""{"id":"17"}""", read.GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_a_definition_says_of_a_tool_is_what_clients_see()
    {
        var server = new OwnServer([Written.Tool("t", _ => McpMethodResult.Nothing,
            """
            ,"title":"T","annotations":{"readOnlyHint":true},"icons":[{"src":"https://example.com/t.png"}],"outputSchema":{"type":"object"},"_meta":{"ours":1,"lambda-mcp/scopes":[]}
            """)]);

        var tool = Assert.Single(Assert.Single(await server.SendAsync("tools/list")).GetProperty("result").GetProperty("tools").EnumerateArray());

        Assert.Equal("T", tool.GetProperty("title").GetString());
        Assert.True(tool.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
        Assert.Equal("https://example.com/t.png", tool.GetProperty("icons")[0].GetProperty("src").GetString());
        Assert.Equal("object", tool.GetProperty("outputSchema").GetProperty("type").GetString());
        Assert.Equal("""{"ours":1}""", tool.GetProperty("_meta").GetRawText());
    }

    [Fact]
    public async Task A_registration_with_the_name_of_a_tool_of_the_programs_own_is_left_out_and_told()
    {
        var server = new OwnServer([Greet], [Registered(RegistrationType.Tool, "greet"), Registered(RegistrationType.Tool, "other")]);

        var names = await ListAsync(server);
        Assert.Equal(["greet", "other"], names);
        Assert.Contains("Hello Bo", (await server.CallAsync("greet", """{"name":"Bo"}""")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("lambda", (await server.CallAsync("other")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, line => line.Contains("tool-greet is left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_discovered_function_with_the_name_of_a_tool_of_the_programs_own_gets_another_name()
    {
        var server = new OwnServer([Greet], discovery: new DiscoveryOptions { FunctionPrefix = "gre" }, registrations: []);
        var alike = new OwnServer([Greet], discovery: new DiscoveryOptions { FunctionList = new HashSet<string> { "greet" } });

        Assert.Equal(["et", "greet"], await ListAsync(server));
        Assert.Contains("Hello Bo", (await alike.CallAsync("greet", """{"name":"Bo"}""")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, alike.Lambda.Calls);
        Assert.Equal(2, (await ListAsync(alike)).Length);
    }

    [Fact]
    public async Task Who_asks_why_a_function_is_no_tool_hears_that_the_program_has_its_name()
    {
        var server = new OwnServer(
            [Greet], [Registered(RegistrationType.Tool, "greet")], discovery: new() { FunctionPrefix = "gr" },
            add: services => services.AddManagementTools(new() { FunctionPrefix = "gr" })
                .AddSingleton<IFunctionDetails, NothingKnown>().AddSingleton<ISchemaRegistry, NothingKnown>().AddSingleton<IExecutionMonitor, NothingKnown>());
        Claim[] manager = [new("scope", ManagementScope.Name)];

        var explained = (await server.CallAsync("explain_function", $$"""{"function_name":"{{OneLambda.Arn}}"}""", claims: manager)).GetRawText();
        Assert.Contains("the server's own program has one with that name", explained.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        var listed = (await server.CallAsync("list_functions", claims: manager)).GetRawText();
        Assert.DoesNotContain("in-process", listed, StringComparison.Ordinal);
        Assert.True((await server.CallAsync("invoke_function", """{"function_name":"in-process","payload":{}}""", claims: manager)).GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task Scopes_of_a_method_hide_it_from_callers_without_them()
    {
        const string Secret = ""","_meta":{"lambda-mcp/scopes":["admin"]}""";
        var server = new OwnServer(
        [
            Written.Tool("t", _ => McpMethodResult.Text("told"), Secret), Written.Prompt("p", _ => McpMethodResult.Prompt("told"), Secret),
            Written.Resource("r://1", call => McpMethodResult.Resource(call.Uri, null, "told"), Secret), Written.Template("r://{id}", call => McpMethodResult.Resource(call.Uri, null, "told"), Secret),
        ]);
        var requests = new[] { ("tools/call", "\"name\":\"t\""), ("prompts/get", "\"name\":\"p\""), ("resources/read", "\"uri\":\"r://1\""), ("resources/read", "\"uri\":\"r://2\"") };

        foreach (var (method, parameters) in requests)
        {
            Assert.Equal(-32602, Assert.Single(await server.SendAsync(method, parameters)).GetProperty("error").GetProperty("code").GetInt32());
            Assert.Contains("told", Assert.Single(await server.SendAsync(method, parameters, claims: [new("scope", "admin")])).GetProperty("result").GetRawText(), StringComparison.Ordinal);
        }

        Assert.Empty(await ListAsync(server));
        Assert.Equal(["t"], await ListAsync(server, claims: [new("scope", "admin")]));
    }

    [Fact]
    public async Task The_method_that_reads_a_URI_is_one_that_the_caller_may_use_though_another_says_more_of_the_URI()
    {
        var server = new OwnServer(
        [
            Written.Template("docs://{+path}", call => McpMethodResult.Resource(call.Uri, null, "open " + call.Variables["path"])),
            Written.Template("docs://secret/{id}", call => McpMethodResult.Resource(call.Uri, null, "told"), ""","_meta":{"lambda-mcp/scopes":["admin"]}"""),
        ]);
        async Task<string> ReadAsync(params Claim[] claims) => Assert.Single(await server.SendAsync("resources/read", "\"uri\":\"docs://secret/1\"", claims: claims)).GetRawText();

        Assert.Contains("told", await ReadAsync(new Claim("scope", "admin")), StringComparison.Ordinal);
        Assert.DoesNotContain("told", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_shows_a_template_does_not_lead_to_the_resource_that_it_does_not_show()
    {
        var set = new Registration { Id = "set-shop", Type = RegistrationType.Set, Name = "shop", Description = "The shop.", LambdaArn = "", Members = ["#shown"] };
        var server = new OwnServer(
        [
            Written.Template("docs://{id}", call => McpMethodResult.Resource(call.Uri, null, "shown " + call.Variables["id"]), ""","_meta":{"lambda-mcp/tags":["shown"]}"""),
            Written.Resource("docs://plan", call => McpMethodResult.Resource(call.Uri, null, "hidden")),
        ],
        [set]);

        Assert.Contains("shown plan", Assert.Single(await server.SendAsync("resources/read", "\"uri\":\"docs://plan\"", path: "/mcp/shop")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_narrowed_to_others_does_not_reach_a_method()
    {
        var server = new OwnServer(Written.OneOfEach);
        Claim[] narrow = [new("tools", """["other"]"""), new("prompts", "[]"), new("resources", """["orders://17"]""")];

        Assert.Empty(await ListAsync(server, narrow));
        Assert.True(Assert.Single(await server.SendAsync("tools/call", "\"name\":\"greet\"", claims: narrow)).TryGetProperty("error", out _));
        Assert.True(Assert.Single(await server.SendAsync("prompts/get", "\"name\":\"review\"", claims: narrow)).TryGetProperty("error", out _));
        Assert.True(Assert.Single(await server.SendAsync("resources/read", "\"uri\":\"docs://handbook\"", claims: narrow)).TryGetProperty("error", out _));
        Assert.True(Assert.Single(await server.SendAsync("resources/read", "\"uri\":\"orders://17\"", claims: narrow)).TryGetProperty("result", out _));
    }

    [Fact]
    public async Task A_set_selects_methods_by_name_and_by_tag()
    {
        var set = new Registration { Id = "set-shop", Type = RegistrationType.Set, Name = "shop", Description = "The shop.", LambdaArn = "", Members = ["gre*", "#orders"] };
        var server = new OwnServer(
            [Greet, Written.Tool("ship", _ => McpMethodResult.Text("shipped"), ""","_meta":{"lambda-mcp/tags":["orders"]}"""), Written.Tool("drop", _ => McpMethodResult.Text("dropped"))], [set]);

        Assert.Equal(["greet", "ship"], await ListAsync(server, path: "/mcp/shop"));
        Assert.Contains("shipped", (await server.CallAsync("ship", path: "/mcp/shop")).GetRawText(), StringComparison.Ordinal);
        Assert.True(Assert.Single(await server.SendAsync("tools/call", "\"name\":\"drop\"", path: "/mcp/shop")).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Search_finds_methods_and_a_batch_calls_them()
    {
        var server = new OwnServer([Greet], catalog: new() { Search = SearchMode.On, InvokesMany = true });

        Assert.Contains("greet", (await server.CallAsync("search_tools", """{"query":"greet"}""")).GetRawText(), StringComparison.Ordinal);
        var batch = await server.CallAsync("invoke_many", """{"calls":[{"name":"greet","arguments":{"name":"Bo"}},{"name":"greet","arguments":{"name":"Cy"}}]}""");
        Assert.Contains("Hello Cy, says alice", batch.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_and_templates_are_completed()
    {
        var answer = Assert.Single(await new OwnServer(Written.OneOfEach).SendAsync(
            "completion/complete", """ "ref":{"type":"ref/resource","uri":"orders://{id}"},"argument":{"name":"id","value":"1"} """));

        Assert.Equal(["17", "18"], answer.GetProperty("result").GetProperty("completion").GetProperty("values").EnumerateArray().Select(value => value.GetString()!));
    }

    [Fact]
    public async Task A_method_that_no_client_would_understand_is_left_out_and_told()
    {
        var server = new OwnServer([Greet, Greet, Written.Tool("not a name", _ => McpMethodResult.Nothing), Written.Template("r://{?query}", _ => McpMethodResult.Nothing)]);

        Assert.Equal(["greet"], await ListAsync(server));
        Assert.Contains(server.Log.Lines, line => line.StartsWith("Error The Tool not a name of this program is left out", StringComparison.Ordinal));
        Assert.Empty(Assert.Single(await server.SendAsync("resources/templates/list")).GetProperty("result").GetProperty("resourceTemplates").EnumerateArray());
        Assert.Contains(server.Log.Lines, line => line.StartsWith("Error This program has the Tool greet twice", StringComparison.Ordinal));
    }

    private static Registration Registered(RegistrationType type, string name) =>
        new() { Id = $"tool-{name}", Type = type, Name = name, Description = "Does it.", LambdaArn = OneLambda.Arn };

    private static async Task<string[]> ListAsync(OwnServer server, Claim[]? claims = null, string path = "/mcp") =>
        [.. Assert.Single(await server.SendAsync("tools/list", claims: claims, path: path)).GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];
}
