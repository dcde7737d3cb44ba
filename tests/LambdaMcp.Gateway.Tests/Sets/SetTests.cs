using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests.Sets;

public sealed class SetTests
{
    private readonly Gateway _gateway = new(
        Gateway.Registered("""{"type":"set","name":"sales","members":["crm-*","#public"]}"""),
        Gateway.Registered("""{"type":"set","name":"all","members":["*"]}"""),
        Gateway.Registered("""{"type":"tool","name":"crm-find"}"""),
        Gateway.Registered("""{"type":"tool","name":"my-crm-find"}"""),
        Gateway.Registered("""{"type":"tool","name":"weather","tags":["public"]}"""),
        Gateway.Registered("""{"type":"resource","name":"crm-handbook","uri":"docs://crm"}"""),
        Gateway.Registered("""{"type":"resource","name":"payroll","uri":"docs://payroll"}"""),
        Gateway.Registered("""{"type":"resource-template","name":"orders","uriTemplate":"orders://{id}","tags":["public"],"completion":true}"""),
        Gateway.Registered("""{"type":"prompt","name":"crm-letter"}"""),
        Gateway.Registered("""{"type":"prompt","name":"layoff","arguments":[{"name":"who","completions":["Ada"]}]}"""));

    [Fact]
    public async Task A_set_lists_what_its_members_name_and_nothing_else()
    {
        var request = Requests.Stateless("any") with { Set = "sales" };

        Assert.Equal(["crm-find", "weather"], await _gateway.ListToolsAsync("sales"));
        Assert.Equal(["docs://crm"], Names(await _gateway.Resources.ListAsync(request, Cancel)));
        Assert.Equal(["orders://{id}"], Names(await _gateway.Resources.ListTemplatesAsync(request, Cancel)));
        Assert.Equal(["crm-letter"], Names(await _gateway.Prompts.ListAsync(request, Cancel)));
    }

    [Fact]
    public async Task Everything_is_listed_where_no_set_is_named_and_in_a_set_of_everything()
    {
        Assert.Equal(["crm-find", "my-crm-find", "weather"], await _gateway.ListToolsAsync());
        Assert.Equal(["crm-find", "my-crm-find", "weather"], await _gateway.ListToolsAsync("all"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_outside_a_set_cannot_be_called_read_got_or_completed_there(bool isWarm)
    {
        if (isWarm)
            await _gateway.ListToolsAsync();
        var request = Requests.Stateless("any") with { Set = "sales" };

        Assert.Null(await _gateway.Tools.CallAsync(request, "my-crm-find", default, Cancel));
        Assert.Null(await _gateway.Resources.ReadAsync(request, "docs://payroll", Cancel));
        Assert.False(await _gateway.Resources.ExistsAsync(request, "docs://payroll", Cancel));
        Assert.Null(await _gateway.Prompts.GetAsync(request, "layoff", default, Cancel));
        Assert.Null(await _gateway.Completion.CompleteAsync(request, new("ref/prompt", "layoff", "who", "A", default), Cancel));
        Assert.Empty(_gateway.Invoker.Requests);

        Assert.NotNull(await _gateway.Tools.CallAsync(request with { Params = JsonDocument.Parse("{}").RootElement }, "crm-find", default, Cancel));
    }

    [Fact]
    public async Task A_set_is_there_as_soon_as_it_is_registered_and_gone_when_its_reading_is_old()
    {
        Assert.False(await _gateway.Sets.ExistsAsync("new", NoScopes, Cancel));
        _gateway.Table.Items.Add(Gateway.Registered("""{"type":"set","name":"new","members":["weather"]}"""));
        Assert.True(await _gateway.Sets.ExistsAsync("new", NoScopes, Cancel));

        _gateway.Table.Items.RemoveAll(item => item.Name == "new");
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.False(await _gateway.Sets.ExistsAsync("new", NoScopes, Cancel));
        Assert.Empty(await _gateway.ListToolsAsync("new"));
    }

    [Fact]
    public async Task A_tool_is_no_set()
    {
        Assert.False(await _gateway.Sets.ExistsAsync("weather", NoScopes, Cancel));
        Assert.False(await _gateway.Sets.ExistsAsync("../sales", NoScopes, Cancel));
    }

    [Fact]
    public async Task Clients_of_a_set_are_told_of_its_changes_alone()
    {
        var (sales, everything) = (Requests.Stateless("subscriptions/listen") with { Set = "sales" }, Requests.Stateless("subscriptions/listen"));
        var before = (await _gateway.Changes.ReadAsync(sales, Cancel), await _gateway.Changes.ReadAsync(everything, Cancel));

        _gateway.Table.Items.Add(Gateway.Registered("""{"type":"tool","name":"payroll-run"}"""));
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(before.Item1, await _gateway.Changes.ReadAsync(sales, Cancel));
        Assert.NotEqual(before.Item2.Tools, (await _gateway.Changes.ReadAsync(everything, Cancel)).Tools);

        _gateway.Table.Items.Add(Gateway.Registered("""{"type":"tool","name":"crm-add"}"""));
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.NotEqual(before.Item1.Tools, (await _gateway.Changes.ReadAsync(sales, Cancel)).Tools);
    }

    private static System.Collections.Frozen.FrozenSet<string> NoScopes => [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Names(IEnumerable<ListEntry> entries) => entries.Select(entry => entry.Name);
}
