using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Gateway.Tests.Catalog.Aggregation;
using LambdaMcp.Protocol;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Rights;

public sealed class ScopeTests
{
    private static readonly McpRequest Nobody = Requests.Stateless("any", """{"name":"x"}""");
    private static readonly McpRequest Reader = Nobody with { Scopes = new HashSet<string> { "hr:read", "other" } };

    private readonly Gateway _gateway = new(
        Registered("""{"type":"tool","name":"pay","scopes":["hr:read"]}"""),
        Registered("""{"type":"tool","name":"time"}"""),
        Registered("""{"type":"resource","name":"payroll","uri":"hr://payroll","scopes":["hr:read"]}"""),
        Registered("""{"type":"resource","name":"canteen","uri":"hr://canteen"}"""),
        Registered("""{"type":"resource-template","name":"file","uriTemplate":"file://{id}","scopes":["hr:read"],"completion":true}"""),
        Registered("""{"type":"resource-template","name":"both","uriTemplate":"both://{id}","scopes":["hr:read","hr:write"]}"""),
        Registered("""{"type":"prompt","name":"warn","scopes":["hr:read"],"arguments":[{"name":"who","completions":["Ada"]}]}"""),
        Registered("""{"type":"prompt","name":"greet"}"""),
        Registered("""{"type":"set","name":"hr","members":["*"],"scopes":["hr:read"]}"""));

    [Fact]
    public async Task Callers_see_what_their_scopes_allow()
    {
        Assert.Equal(["hr://canteen"], Names(await _gateway.Resources.ListAsync(Nobody, Cancel)));
        Assert.Empty(await _gateway.Resources.ListTemplatesAsync(Nobody, Cancel));
        Assert.Equal(["greet"], Names(await _gateway.Prompts.ListAsync(Nobody, Cancel)));

        Assert.Equal(["hr://canteen", "hr://payroll"], Names(await _gateway.Resources.ListAsync(Reader, Cancel)));
        Assert.Equal(["file://{id}"], Names(await _gateway.Resources.ListTemplatesAsync(Reader, Cancel)));
        Assert.Equal(["greet", "warn"], Names(await _gateway.Prompts.ListAsync(Reader, Cancel)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_caller_does_not_see_cannot_be_called_read_got_watched_or_completed(bool isWarm)
    {
        if (isWarm)
            await _gateway.ListToolsAsync();

        Assert.Null(await _gateway.Tools.CallAsync(Nobody, "pay", default, Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(Nobody, "hr://payroll", Cancel));
        Assert.False(await _gateway.Resources.ExistsAsync(Nobody, "hr://payroll", Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(Nobody, "file://1", Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(Reader, "both://1", Cancel));
        Assert.Null(await _gateway.Prompts.GetAsync(Nobody, "warn", default, Cancel));
        Assert.Null(await _gateway.Completion.CompleteAsync(Nobody, new("ref/prompt", "warn", "who", "A", default), Cancel));
        Assert.Null(await _gateway.Completion.CompleteAsync(Nobody, new("ref/resource", "file://{id}", "id", "A", default), Cancel));
        Assert.Empty(_gateway.Invoker.Requests);

        Assert.NotNull(await _gateway.Answering("\"Beware.\"").Prompts.GetAsync(Reader, "warn", default, Cancel));
        Assert.Equal(["Ada"], (await _gateway.Completion.CompleteAsync(Reader, new("ref/prompt", "warn", "who", "A", default), Cancel))!.Values);
        Assert.True(await _gateway.Resources.ExistsAsync(Reader, "file://1", Cancel));
    }

    [Fact]
    public async Task A_set_is_none_to_callers_without_its_scopes()
    {
        Assert.False(await _gateway.Sets.ExistsAsync("hr", Nobody.Scopes, Cancel));
        Assert.True(await _gateway.Sets.ExistsAsync("hr", Reader.Scopes, Cancel));
        Assert.Empty(await _gateway.Tools.ListAsync(Nobody with { Set = "hr" }, Cancel));
        Assert.Empty(await _gateway.Resources.ListAsync(Nobody with { Set = "hr" }, Cancel));
        Assert.Equal(["pay", "time"], Names(await _gateway.Tools.ListAsync(Reader with { Set = "hr" }, Cancel)));
        Assert.Equal(["hr://canteen", "hr://payroll"], Names(await _gateway.Resources.ListAsync(Reader with { Set = "hr" }, Cancel)));
    }

    [Fact]
    public async Task Callers_are_told_of_changes_of_what_they_see_alone()
    {
        var before = (Nobody: await _gateway.Changes.ReadAsync(Nobody, Cancel), Reader: await _gateway.Changes.ReadAsync(Reader, Cancel));

        _gateway.Table.Items.Add(Registered("""{"type":"resource","name":"more","uri":"hr://more","scopes":["hr:read"]}"""));
        _gateway.Table.Items.Add(Registered("""{"type":"prompt","name":"more","scopes":["hr:read"]}"""));
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(before.Nobody, await _gateway.Changes.ReadAsync(Nobody, Cancel));
        var after = await _gateway.Changes.ReadAsync(Reader, Cancel);
        Assert.NotEqual(before.Reader.Resources, after.Resources);
        Assert.NotEqual(before.Reader.Prompts, after.Prompts);
    }

    [Fact]
    public async Task What_an_aggregated_function_brings_needs_the_scopes_of_its_registration()
    {
        var server = new ScriptedServer().Lists("""[{"name":"echo","inputSchema":{"type":"object"}}]""")
            .Says("prompts/list", """{"prompts":[{"name":"ask","arguments":[{"name":"topic"}]}]}""")
            .Says("resources/list", """{"resources":[{"uri":"docs://a","name":"A"}]}""")
            .Says("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"page://{page}","name":"Docs"}]}""");
        var gateway = new Gateway(Registered("""{"type":"target","name":"ev","scopes":["hr:read"]}"""));
        gateway.Invoker.StreamOf = server.Answer;

        Assert.Empty(await gateway.Tools.ListAsync(Nobody, Cancel));
        Assert.Empty(await gateway.Prompts.ListAsync(Nobody, Cancel));
        Assert.Empty(await gateway.Resources.ListAsync(Nobody, Cancel));
        Assert.Empty(await gateway.Resources.ListTemplatesAsync(Nobody, Cancel));
        Assert.Null(await gateway.Prompts.GetAsync(Nobody, "ev_ask", default, Cancel));
        foreach (var uri in (string[])["docs://a", "page://1"])
        {
            // So often the other instances are asked whether there is such a one by now.
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(await gateway.Resources.ReadAsync(Nobody, uri, Cancel));
        }

        Assert.Equal(["ev_ask"], Names(await gateway.Prompts.ListAsync(Reader, Cancel)));
        Assert.Equal(["docs://a"], Names(await gateway.Resources.ListAsync(Reader, Cancel)));
    }

    [Fact]
    public async Task Search_and_calls_of_many_tools_find_no_more_than_the_caller_does()
    {
        var gateway = new Gateway(
            new CatalogOptions { Search = SearchMode.On, InvokesMany = true },
            Registered("""{"type":"tool","name":"pay","description":"Pays wages.","scopes":["hr:read"]}""")).Answering("\"done\"");

        Assert.Equal("[]", (await gateway.CallAsync("search_tools", """{"query":"wages"}""", Nobody)).GetProperty("structuredContent").GetProperty("tools").GetRawText());
        Assert.Equal(1, (await gateway.CallAsync("search_tools", """{"query":"wages"}""", Reader)).GetProperty("structuredContent").GetProperty("tools").GetArrayLength());

        const string Calls = """{"calls":[{"name":"pay"},{"name":"none"}]}""";
        var refused = (await gateway.CallAsync("invoke_many", Calls, Nobody)).GetProperty("structuredContent").GetProperty("results");
        Assert.Empty(gateway.Invoker.Requests);
        Assert.Equal(refused[1].GetRawText().Replace("none", "pay", StringComparison.Ordinal), refused[0].GetRawText());
        await gateway.CallAsync("invoke_many", Calls, Reader);
        Assert.Single(gateway.Invoker.Requests);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Names(IEnumerable<ListEntry> entries) => entries.Select(entry => entry.Name);
}
