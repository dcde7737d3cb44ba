using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Rights;

/// <summary>Callers whose tokens are narrowed to some tools, resources or prompts.</summary>
public sealed class AllowanceTests
{
    private static readonly McpRequest Everybody = Requests.Stateless("any", """{"name":"x"}""");

    private readonly Gateway _gateway = new(
        new CatalogOptions { Search = SearchMode.On, InvokesMany = true },
        Registered("""{"type":"tool","name":"orders_list","description":"Lists what was bought."}"""),
        Registered("""{"type":"tool","name":"orders_pay","description":"Pays what was bought.","scopes":["pay"]}"""),
        Registered("""{"type":"tool","name":"users_list","description":"Lists who bought."}"""),
        Registered("""{"type":"resource","name":"a","uri":"docs://public/a"}"""),
        Registered("""{"type":"resource","name":"b","uri":"docs://secret/b"}"""),
        Registered("""{"type":"resource-template","name":"page","uriTemplate":"page://{book}/{page}","completion":true}"""),
        Registered("""{"type":"resource-template","name":"file","uriTemplate":"file:///{+path}"}"""),
        Registered("""{"type":"prompt","name":"greet","arguments":[{"name":"who","completions":["Ada"]}]}"""),
        Registered("""{"type":"prompt","name":"warn","arguments":[{"name":"who","completions":["Ada"]}]}"""),
        Registered("""{"type":"set","name":"lists","members":["*_list","greet","warn"]}"""));

    [Fact]
    public async Task Callers_see_what_their_tokens_are_narrowed_to()
    {
        Assert.Equal(["invoke_many", "orders_list", "search_tools"], Names(await _gateway.Tools.ListAsync(To(tools: ["orders_*"]), Cancel)));
        Assert.Equal(["invoke_many", "orders_list", "orders_pay", "search_tools"], Names(await _gateway.Tools.ListAsync(To(tools: ["orders_*"]) with { Scopes = new HashSet<string> { "pay" } }, Cancel)));
        Assert.Equal(["docs://public/a"], Names(await _gateway.Resources.ListAsync(To(resources: ["docs://public/*"]), Cancel)));
        Assert.Equal(["warn"], Names(await _gateway.Prompts.ListAsync(To(prompts: ["w*"]), Cancel)));
    }

    [Fact]
    public async Task A_list_of_one_kind_says_nothing_of_the_others()
    {
        var request = To(tools: ["orders_*"]);

        Assert.Equal(2, (await _gateway.Resources.ListAsync(request, Cancel)).Count);
        Assert.Equal(2, (await _gateway.Resources.ListTemplatesAsync(request, Cancel)).Count);
        Assert.Equal(2, (await _gateway.Prompts.ListAsync(request, Cancel)).Count);
        Assert.Equal(4, (await _gateway.Tools.ListAsync(To(resources: [], prompts: []), Cancel)).Count);
    }

    [Fact]
    public async Task An_empty_list_leaves_nothing()
    {
        var nothing = To(tools: [], resources: [], prompts: []);

        Assert.Empty(await _gateway.Tools.ListAsync(nothing, Cancel));
        Assert.Empty(await _gateway.Resources.ListAsync(nothing, Cancel));
        Assert.Empty(await _gateway.Resources.ListTemplatesAsync(nothing, Cancel));
        Assert.Empty(await _gateway.Prompts.ListAsync(nothing, Cancel));
        Assert.Null(await _gateway.Tools.CallAsync(nothing, "search_tools", default, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_token_is_not_for_cannot_be_called_read_got_watched_or_completed(bool isWarm)
    {
        if (isWarm)
            await _gateway.ListToolsAsync();
        var request = To(tools: ["users_*"], resources: ["docs://public/*", "page://mine/*"], prompts: ["greet"]);

        Assert.Null(await _gateway.Tools.CallAsync(request, "orders_list", default, Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(request, "docs://secret/b", Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(request, "page://other/1", Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(request, "file:///a", Cancel));
        Assert.False(await _gateway.Resources.ExistsAsync(request, "docs://secret/b", Cancel));
        Assert.Null(await _gateway.Prompts.GetAsync(request, "warn", default, Cancel));
        Assert.Null(await _gateway.Completion.CompleteAsync(request, new("ref/prompt", "warn", "who", "A", default), Cancel));
        Assert.Null(await _gateway.Completion.CompleteAsync(request, new("ref/resource", "file:///{+path}", "path", "A", default), Cancel));
        Assert.Empty(_gateway.Invoker.Requests);

        _gateway.Answering("\"done\"");
        Assert.NotNull(await _gateway.Tools.CallAsync(request, "users_list", default, Cancel));
        Assert.NotNull(await _gateway.Resources.ReadAsync(request, "docs://public/a", Cancel));
        Assert.NotNull(await _gateway.Resources.ReadAsync(request, "page://mine/1", Cancel));
        Assert.NotNull(await _gateway.Prompts.GetAsync(request, "greet", default, Cancel));
    }

    [Fact]
    public async Task A_template_is_seen_by_those_who_may_read_something_by_it()
    {
        Assert.Equal(["page://{book}/{page}"], Names(await _gateway.Resources.ListTemplatesAsync(To(resources: ["page://mine/*"]), Cancel)));
        Assert.Equal(["file:///{+path}"], Names(await _gateway.Resources.ListTemplatesAsync(To(resources: ["file:///a/b/*"]), Cancel)));
        Assert.Empty(await _gateway.Resources.ListTemplatesAsync(To(resources: ["page://a/b/c", "page://*?*", "files:*"]), Cancel));
        Assert.Equal(2, (await _gateway.Resources.ListTemplatesAsync(To(resources: ["*://*"]), Cancel)).Count);
    }

    [Fact]
    public async Task No_path_leads_out_of_what_a_pattern_says()
    {
        var request = To(resources: ["file:///public/*"]);
        _gateway.Answering("\"text\"");

        Assert.Null(await _gateway.Resources.ReadAsync(request, "file:///public/../secret", Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(request, "file:///public/%2e%2e/secret", Cancel));
        Assert.Empty(_gateway.Invoker.Requests);
        Assert.NotNull(await _gateway.Resources.ReadAsync(request, "file:///public/a", Cancel));
    }

    [Fact]
    public async Task Completion_offers_no_value_that_leads_to_what_may_not_be_read()
    {
        _gateway.Answering("""["mine","other","mine/2"]""");

        async Task<IEnumerable<string>> CompleteAsync(McpRequest request) =>
            (await _gateway.Completion.CompleteAsync(request, new("ref/resource", "page://{book}/{page}", "book", "", default), Cancel))!.Values;

        Assert.Equal(["mine", "other", "mine/2"], await CompleteAsync(Everybody));
        Assert.Equal(["mine"], await CompleteAsync(To(resources: ["page://mine/*"])));
    }

    [Fact]
    public async Task Search_and_calls_of_many_tools_find_no_more()
    {
        var request = To(tools: ["users_*"]);
        _gateway.Answering("\"done\"");

        var found = (await _gateway.CallAsync("search_tools", """{"query":"lists bought"}""", request)).GetProperty("structuredContent").GetProperty("tools");
        Assert.Equal(["users_list"], found.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));

        var results = (await _gateway.CallAsync("invoke_many", """{"calls":[{"name":"orders_list"},{"name":"none_list"},{"name":"users_list"}]}""", request))
            .GetProperty("structuredContent").GetProperty("results");
        Assert.Equal(results[1].GetRawText().Replace("none", "orders", StringComparison.Ordinal), results[0].GetRawText());
        Assert.Single(_gateway.Invoker.Requests);
    }

    [Fact]
    public async Task A_set_shows_what_both_select()
    {
        Assert.Equal(["invoke_many", "orders_list", "search_tools"], Names(await _gateway.Tools.ListAsync(To(tools: ["orders_*"]) with { Set = "lists" }, Cancel)));
        Assert.Equal(["greet"], Names(await _gateway.Prompts.ListAsync(To(prompts: ["greet"]) with { Set = "lists" }, Cancel)));
        Assert.Null(await _gateway.Tools.CallAsync(To(tools: ["orders_*"]) with { Set = "lists" }, "users_list", default, Cancel));
    }

    [Fact]
    public async Task Callers_are_told_of_changes_of_what_they_see_alone()
    {
        var request = To(tools: ["users_*"], resources: ["docs://public/*"], prompts: ["greet"]);
        var before = await _gateway.Changes.ReadAsync(request, Cancel);
        var all = await _gateway.Changes.ReadAsync(Everybody, Cancel);

        _gateway.Table.Items.Add(Registered("""{"type":"tool","name":"orders_new"}"""));
        _gateway.Table.Items.Add(Registered("""{"type":"resource","name":"c","uri":"docs://secret/c"}"""));
        _gateway.Table.Items.Add(Registered("""{"type":"prompt","name":"new"}"""));
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(before, await _gateway.Changes.ReadAsync(request, Cancel));
        var after = await _gateway.Changes.ReadAsync(Everybody, Cancel);
        Assert.NotEqual(all.Tools, after.Tools);
        Assert.NotEqual(all.Resources, after.Resources);
        Assert.NotEqual(all.Prompts, after.Prompts);
    }

    [Fact]
    public async Task Where_search_replaces_the_list_a_narrowed_token_can_search_all_the_same()
    {
        var gateway = new Gateway(new CatalogOptions { Search = SearchMode.Only }, Registered("""{"type":"tool","name":"a","description":"Does it."}"""));

        Assert.Equal(["search_tools"], Names(await gateway.Tools.ListAsync(To(tools: ["a"]), Cancel)));
        Assert.Equal(1, (await gateway.CallAsync("search_tools", """{"query":"does"}""", To(tools: ["a"]))).GetProperty("structuredContent").GetProperty("tools").GetArrayLength());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static McpRequest To(string[]? tools = null, string[]? resources = null, string[]? prompts = null) => Everybody with
    {
        Allowed = new() { Tools = AllowList.From(tools), Resources = AllowList.From(resources), Prompts = AllowList.From(prompts) },
    };

    private static IEnumerable<string> Names(IEnumerable<ListEntry> entries) => entries.Select(entry => entry.Name);
}
