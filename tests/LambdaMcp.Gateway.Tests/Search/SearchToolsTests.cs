using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Search;

namespace LambdaMcp.Gateway.Tests.Search;

public sealed class SearchToolsTests
{
    private static readonly Registration[] Registrations =
    [
        Tool("find-customer", "Finds a customer by e-mail address."),
        Tool("list-orders", "Lists the orders of a customer.", """{"customerId":{"type":"string","description":"Whose orders."},"from":{"type":"string","description":"The first day."}}"""),
        Tool("weather-forecast", "Says how the weather will be.", """{"place":{"type":"object","properties":{"latitude":{"type":"number","description":"Degrees to the north."}}}}"""),
        Tool("convert", "Converts units."),
    ];

    private readonly Gateway _gateway = new(new CatalogOptions { Search = SearchMode.On }, Registrations);

    [Theory]
    [InlineData("customer", "find-customer", "list-orders")]
    [InlineData("which orders did this customer make", "list-orders", "find-customer")]
    [InlineData("weather", "weather-forecast")]
    [InlineData("latitude", "weather-forecast")]
    [InlineData("degrees", "weather-forecast")]
    [InlineData("forecasts", "weather-forecast")]
    [InlineData("custom", "find-customer", "list-orders")]
    [InlineData("unobtainable")]
    [InlineData("!?")]
    public async Task Tools_are_found_by_words_of_name_description_and_parameters(string query, params string[] expected)
    {
        Assert.Equal(expected, await SearchAsync(query));
    }

    [Fact]
    public async Task An_answer_is_a_list_of_definitions_and_the_same_as_text()
    {
        var result = await _gateway.CallAsync("search_tools", """{"query":"orders"}""");

        var tool = result.GetProperty("structuredContent").GetProperty("tools")[0];
        Assert.Equal("list-orders", tool.GetProperty("name").GetString());
        Assert.Equal("string", tool.GetProperty("inputSchema").GetProperty("properties").GetProperty("customerId").GetProperty("type").GetString());
        Assert.Equal(result.GetProperty("structuredContent").GetRawText(), result.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Clients_of_AgentCore_find_it_under_the_name_that_they_know()
    {
        Assert.Equal(["convert"], await SearchAsync("units", tool: "x_amz_bedrock_agentcore_search"));
        Assert.DoesNotContain("x_amz_bedrock_agentcore_search", await _gateway.ListToolsAsync());
        Assert.Contains("search_tools", await _gateway.ListToolsAsync());
    }

    [Fact]
    public async Task No_more_is_returned_than_was_asked_for()
    {
        var gateway = new Gateway(new CatalogOptions { Search = SearchMode.On }, [.. Enumerable.Range(0, 100).Select(number => Tool($"tool-{number:000}", "Does it."))]);

        Assert.Equal(10, (await SearchAsync("does", gateway: gateway)).Length);
        Assert.Equal(["tool-000", "tool-001", "tool-002"], await SearchAsync("does", ""","limit":3""", gateway));
        Assert.Equal(3, (await SearchAsync("does", ""","limit":3.0""", gateway)).Length);
        Assert.True((await gateway.CallAsync("search_tools", """{"query":"does","limit":51}""")).GetProperty("isError").GetBoolean());
        Assert.True((await gateway.CallAsync("search_tools", "{}")).GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task A_search_finds_only_what_the_set_has_and_not_itself()
    {
        var gateway = new Gateway(
            new CatalogOptions { Search = SearchMode.On },
            [.. Registrations, Gateway.Registered("""{"type":"set","name":"crm","members":["find-*"]}""")]);
        var request = Requests.Stateless("tools/call") with { Set = "crm" };

        Assert.Equal(["find-customer"], Names(await gateway.CallAsync("search_tools", """{"query":"customer orders search tools"}""", request)));
        Assert.Equal(["find-customer", "search_tools"], await gateway.ListToolsAsync("crm"));
    }

    [Fact]
    public async Task Where_the_list_has_the_search_alone_every_tool_is_found_and_called()
    {
        var gateway = new Gateway(new CatalogOptions { Search = SearchMode.Only }, Registrations);

        Assert.Equal(["search_tools"], await gateway.ListToolsAsync());
        Assert.Equal(["convert"], await SearchAsync("units", gateway: gateway));
        Assert.Equal(JsonValueKind.Object, (await gateway.CallAsync("convert")).GetProperty("structuredContent").ValueKind);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_search()
    {
        var gateway = new Gateway(Registrations);

        Assert.Null(await gateway.Tools.CallAsync(Requests.Call(), "search_tools", default, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("search_tools", await gateway.ListToolsAsync());
    }

    [Fact]
    public async Task What_is_registered_later_is_found_when_the_list_is_read_again()
    {
        Assert.Empty(await SearchAsync("invoice"));
        _gateway.Table.Items.Add(Tool("invoices", "Sends an invoice."));
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(["invoices"], await SearchAsync("invoice"));
    }

    [Fact]
    public async Task Hostile_text_costs_little_and_takes_no_room_in_an_answer()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"w{number:x} "));
        var parameters = "{" + string.Join(',', Enumerable.Range(0, 1_200).Select(number => $$"""
            "p{{number}}":{"type":"string"}
            """)) + "}";
        var gateway = new Gateway(
            new CatalogOptions { Search = SearchMode.On },
            [.. Enumerable.Range(0, 3).Select(number => Tool($"hostile-{number}", text, parameters)), Tool("good", "Is found.")]);

        Assert.Equal(["good"], await SearchAsync("found", gateway: gateway));
        var answer = await gateway.CallAsync("search_tools", """{"query":"hostile"}""");
        Assert.InRange(answer.GetRawText().Length, 1, 3 * 512 * 1024);
    }

    private async Task<string[]> SearchAsync(string query, string more = "", Gateway? gateway = null, string tool = "search_tools") =>
        Names(await (gateway ?? _gateway).CallAsync(tool, $$"""{"query":"{{query}}"{{more}}}"""));

    private static string[] Names(JsonElement result) =>
        [.. result.GetProperty("structuredContent").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];

    private static Registration Tool(string name, string description, string properties = "{}") =>
        Gateway.Registered($$$"""{"type":"tool","name":"{{{name}}}","description":"{{{description}}}","parameters":{"type":"object","properties":{{{properties}}}}}""");
}
