using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Tags;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Tests.Discovery;

public sealed class FunctionTagTests
{
    private static readonly DiscoveryOptions Options = new() { FunctionPrefix = "crm-", OverridesByTags = true };

    [Fact]
    public async Task Tags_say_what_clients_see_and_how_calls_are_made()
    {
        var account = new DiscoveryBench().With(
            "crm-a", ("mcp:name", "find.customer"), ("mcp:title", "Find a customer"), ("mcp:description", "Finds one by id."), ("mcp:readOnly", "true"),
            ("mcp:destructive", "False"), ("mcp:idempotent", "true"), ("mcp:openWorld", "false"), ("mcp:contract", "mcp"), ("mcp:timeout", "20"),
            ("mcp:task", "optional"), ("mcp:cache", "60"), ("mcp:concurrency", "3"), ("mcp:async", "false"));

        var found = Assert.Single(await account.Discovery(Options).GetAsync(TestContext.Current.CancellationToken));
        var registration = FunctionRegistration.Of(found, "find.customer");
        var shown = Assert.Single(await account.Catalog(Options).ListAsync(Requests.Call(), TestContext.Current.CancellationToken));
        var json = JsonDocument.Parse(shown.Json).RootElement;

        Assert.Empty(found.Overrides.Faults);
        Assert.Equal("find.customer", json.GetProperty("name").GetString());
        Assert.Equal("Find a customer", json.GetProperty("title").GetString());
        Assert.Equal("Finds one by id.", json.GetProperty("description").GetString());
        Assert.Equal("""{"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}""", json.GetProperty("annotations").GetRawText());
        Assert.Equal((TargetContract.Mcp, 20, TaskSupport.Optional, 60, 3), (registration.Contract, registration.TimeoutSeconds, registration.Tasks.Support, registration.CacheSeconds, registration.MaxConcurrency));
        Assert.True(FunctionTool.From(registration).Target.IsRepeatable);
    }

    [Theory]
    [InlineData("mcp:name", "no good")]
    [InlineData("mcp:name", "/slash")]
    [InlineData("mcp:readOnly", "yes")]
    [InlineData("mcp:timeout", "0")]
    [InlineData("mcp:timeout", "901")]
    [InlineData("mcp:timeout", "-1")]
    [InlineData("mcp:cache", "1.5")]
    [InlineData("mcp:contract", "proxy")]
    [InlineData("mcp:contract", "soap")]
    [InlineData("mcp:task", "maybe")]
    [InlineData("mcp:colour", "red")]
    [InlineData("mcp:description", "Finds\u200b one.")]
    public async Task A_tag_that_cannot_be_used_costs_itself_alone(string key, string value)
    {
        var account = new DiscoveryBench().With("crm-a", (key, value), ("mcp:title", "A"));

        var found = Assert.Single(await account.Discovery(Options).GetAsync(TestContext.Current.CancellationToken));

        Assert.Equal(key, Assert.Single(found.Overrides.Faults).Key);
        Assert.Equal("A", found.Overrides.Title);
        Assert.Equal(["a"], await account.ToolsAsync(Options));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("FALSE")]
    [InlineData("no")]
    [InlineData("")]
    public async Task A_function_is_hidden_by_whatever_is_not_true(string value) =>
        Assert.Empty(await new DiscoveryBench().With("crm-a", ("mcp:enabled", value)).ToolsAsync(Options));

    [Fact]
    public async Task Streaming_is_for_functions_that_take_bare_arguments()
    {
        var account = new DiscoveryBench().With("crm-a", ("mcp:streams", "true")).With("crm-b", ("mcp:streams", "true"), ("mcp:contract", "mcp"));

        var found = await account.Discovery(Options).GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal([true, false], found.Select(function => function.Overrides.Streams));
        Assert.Equal("mcp:streams", Assert.Single(found[1].Overrides.Faults).Key);
    }

    [Fact]
    public async Task Tags_are_left_alone_unless_they_are_asked_for()
    {
        var account = new DiscoveryBench().With("crm-a", ("mcp:name", "other"), ("mcp:enabled", "false"));

        Assert.Equal(["a"], await account.ToolsAsync(new() { FunctionPrefix = "crm-" }));
        Assert.Empty(account.TagReads);
    }

    [Fact]
    public async Task A_name_that_a_tag_gives_comes_before_one_that_is_derived()
    {
        var account = new DiscoveryBench().With("crm-a").With("crm-z", ("mcp:name", "a")).With("crm-y", ("mcp:name", "a"));

        var names = await account.ToolsAsync(Options);

        Assert.Equal(["a", ToolNames.Disambiguate("a", DiscoveryBench.Arn("crm-a")), ToolNames.Disambiguate("a", DiscoveryBench.Arn("crm-z"))], names.Order(StringComparer.Ordinal).OrderBy(name => name.Length)
            .ThenBy(name => name == ToolNames.Disambiguate("a", DiscoveryBench.Arn("crm-z"))));
    }

    [Fact]
    public void Without_such_tags_nothing_is_made() => Assert.Same(FunctionOverrides.None, OverrideReader.Read(new Dictionary<string, string> { ["team"] = "crm" }));
}
