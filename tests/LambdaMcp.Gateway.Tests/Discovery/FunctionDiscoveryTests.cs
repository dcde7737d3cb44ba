using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Schemas;

namespace LambdaMcp.Gateway.Tests.Discovery;

public sealed class FunctionDiscoveryTests
{
    private static readonly KeyValuePair<string, string> Team = new("team", "crm");

    private readonly DiscoveryBench _account = new DiscoveryBench()
        .With("crm-a", ("team", "crm")).With("crm-b").With("crm-c", ("team", "erp")).With("listed", ("team", "crm")).With("other", ("team", "crm")).With("secret");

    [Theory]
    [InlineData("crm-", "", false, "a b c")]
    [InlineData(null, "listed,gone", false, "listed")]
    [InlineData("crm-", "listed", false, "a b c listed")]
    [InlineData(null, "", true, "crm-a listed other")]
    [InlineData("crm-", "", true, "a")]
    [InlineData(null, "listed,crm-b", true, "listed")]
    [InlineData("crm-", "listed", true, "a listed")]
    [InlineData(null, "", false, "")]
    public async Task Prefix_or_list_and_tag_select_and_no_filter_selects_nothing(string? prefix, string list, bool tag, string expected)
    {
        var options = new DiscoveryOptions
        {
            FunctionPrefix = prefix,
            FunctionList = list.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            FunctionTag = tag ? Team : null,
        };

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), await _account.ToolsAsync(options));
    }

    [Fact]
    public async Task The_servers_own_functions_are_never_tools()
    {
        var own = new HashSet<string> { "crm-a", "listed" };

        Assert.Equal(["b", "c"], await _account.ToolsAsync(new() { FunctionPrefix = "crm-", FunctionList = new HashSet<string> { "listed" }, OwnFunctions = own }));
        Assert.Equal(["other"], await _account.ToolsAsync(new() { FunctionTag = Team, OwnFunctions = own }));
    }

    [Fact]
    public async Task A_function_whose_texts_hide_something_is_no_tool_and_the_log_says_so()
    {
        var account = new DiscoveryBench().With("crm-good").With("crm-hidden").Describing("crm-hidden", "Finds one.\U000E0041\U000E0042")
            .With("crm-schema", ("schema", DiscoveryBench.SchemaArn("s"))).WithSchema("s", """{"type":"object","properties":{"a":{"enum":["\u200b"]}}}""");
        var options = new DiscoveryOptions { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" };

        Assert.Equal(["good"], await account.ToolsAsync(options));
        Assert.Equal(
            [
                "The function crm-hidden is no tool, for clients would see what breaks a rule: /description has a character that people do not see (U+E0041 at 10); leave it out",
                "The function crm-schema is no tool, for clients would see what breaks a rule: /parameters/properties/a/enum/0 has a character that people do not see (U+200B at 0); leave it out",
            ],
            account.Log.Entries.Select(entry => entry.Message));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("crm-a")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:secret")]
    [InlineData("secret:$LATEST")]
    [InlineData("c")]
    [InlineData("A")]
    public async Task What_matches_nothing_cannot_be_called_however_it_is_named(string name)
    {
        var catalog = _account.Catalog(new DiscoveryOptions { FunctionPrefix = "crm-", FunctionTag = Team });

        Assert.Null(await catalog.CallAsync(Requests.Call(), name, default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_read_that_no_setting_needs()
    {
        await _account.ToolsAsync(new() { FunctionPrefix = "crm-" });
        Assert.Equal((1, 0, 0), (_account.Listings, _account.TagReads.Count, _account.SchemaReads.Count));

        await _account.ToolsAsync(new());
        Assert.Equal(1, _account.Listings);
    }

    [Fact]
    public async Task Tags_are_asked_for_as_narrowly_as_the_settings_allow()
    {
        await _account.ToolsAsync(new() { FunctionPrefix = "crm-", FunctionTag = Team, OverridesByTags = true, InputSchemaArnTagKey = "schema" });
        await _account.ToolsAsync(new() { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" });
        await _account.ToolsAsync(new() { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema", OverridesByTags = true });

        Assert.Equal([("team", "crm"), ("schema", null), (null, null)], _account.TagReads);
    }

    [Fact]
    public async Task While_tags_cannot_be_read_nothing_is_discovered_and_what_was_known_holds()
    {
        var options = new DiscoveryOptions { FunctionPrefix = "crm-", FunctionTag = Team };
        var catalog = _account.Catalog(options);
        await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken);
        _account.TagFailure = new InvalidOperationException("denied");
        _account.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Single(await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _account.ToolsAsync(options));
    }

    [Fact]
    public async Task A_request_that_comes_while_tags_and_schemas_are_read_again_does_not_wait()
    {
        _account.With("crm-s", ("team", "crm"), ("schema", DiscoveryBench.SchemaArn("s"))).WithSchema("s", """{"type":"object","title":"first"}""");
        var discovery = _account.Discovery(new() { FunctionPrefix = "crm-", FunctionTag = Team, InputSchemaArnTagKey = "schema" });
        var catalog = _account.Catalog(discovery);
        Assert.Contains("first", await SchemaOfAsync(catalog, "s"), StringComparison.Ordinal);

        _account.Schemas.Clear();
        _account.WithSchema("s", """{"type":"object","title":"second"}""");
        var gate = _account.SchemaGate = new();
        _account.Time.Advance(FunctionSchemas.MaxAge - TimeSpan.FromMinutes(1));
        await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken);
        // Younger than the list may be, older than the half of it, and older than schemas may be.
        _account.Time.Advance(TimeSpan.FromMinutes(3));
        var isWaiting = !discovery.GetAsync(TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully;

        while (_account.SchemaReads.Count < 2)
            await Task.Yield();
        var during = await SchemaOfAsync(catalog, "s");
        gate.SetResult();
        Assert.False(isWaiting);
        Assert.Contains("first", during, StringComparison.Ordinal);
        while (!(await SchemaOfAsync(catalog, "s")).Contains("second", StringComparison.Ordinal))
            await Task.Yield();
    }

    [Fact]
    public async Task A_schema_is_read_once_for_all_its_functions_and_kept_for_a_while()
    {
        var tag = ("schema", DiscoveryBench.SchemaArn("s"));
        _account.With("crm-1", tag).With("crm-2", tag).WithSchema("s", """{"type":"object"}""");
        var catalog = _account.Catalog(new DiscoveryOptions { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" });

        await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken);
        _account.Time.Advance(TimeSpan.FromMinutes(6));
        await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (_account.Listings, _account.SchemaReads.Count));
    }

    [Fact]
    public async Task Schemas_are_read_in_parallel_and_at_most_eight_at_a_time()
    {
        foreach (var number in Enumerable.Range(1, 40))
            _account.With($"crm-{number}", ("schema", DiscoveryBench.SchemaArn($"s{number}"))).WithSchema($"s{number}", """{"type":"object"}""");
        _account.SchemaGate = new();

        var tools = _account.ToolsAsync(new() { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" });
        while (_account.MostSchemasAtATime < 8 && !tools.IsCompleted)
            await Task.Yield();
        _account.SchemaGate.SetResult();

        Assert.Equal(43, (await tools).Count());
        Assert.Equal((8, 40), (_account.MostSchemasAtATime, _account.SchemaReads.Count));
    }

    [Fact]
    public async Task A_schema_that_cannot_be_had_costs_its_function_alone()
    {
        _account.With("crm-a", ("schema", DiscoveryBench.SchemaArn("gone"))).With("crm-b", ("schema", DiscoveryBench.SchemaArn("bad"))).With("crm-c", ("schema", "nonsense"))
            .With("crm-good", ("schema", DiscoveryBench.SchemaArn("good")))
            .WithSchema("bad", """{"type":"string"}""").WithSchema("good", """{"type":"object"}""");
        var options = new DiscoveryOptions { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" };

        Assert.Equal(["good"], await _account.ToolsAsync(options));

        _account.SchemaFailure = new SchemaUnavailableException("The registry is away.");
        _account.With("crm-free");
        Assert.Equal(["free"], await _account.ToolsAsync(options));
    }

    [Fact]
    public async Task A_schema_that_cannot_be_read_again_holds()
    {
        _account.With("crm-a", ("schema", DiscoveryBench.SchemaArn("s"))).WithSchema("s", """{"type":"object","title":"first"}""");
        var catalog = _account.Catalog(new DiscoveryOptions { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" });
        await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken);

        _account.SchemaFailure = new SchemaUnavailableException("The registry is away.");
        _account.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Contains("first", await SchemaOfAsync(catalog, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_checked_by_the_schema_of_the_registry()
    {
        _account.With("crm-a", ("schema", DiscoveryBench.SchemaArn("s"))).WithSchema("s", """{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}""");
        var catalog = _account.Catalog(new DiscoveryOptions { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" });

        var refused = await catalog.CallAsync(Requests.Call(), "a", JsonDocument.Parse("""{"id":7}""").RootElement, TestContext.Current.CancellationToken);

        Assert.Contains("invalid_arguments", Written.Members(refused!).GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<string> SchemaOfAsync(ToolCatalog catalog, string name) =>
        Encoding.UTF8.GetString((await catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken)).Single(tool => tool.Name == name).Json.Span);
}
