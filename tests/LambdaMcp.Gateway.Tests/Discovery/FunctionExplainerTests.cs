using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Explanations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tests.Catalog.Aggregation;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;

namespace LambdaMcp.Gateway.Tests.Discovery;

public sealed class FunctionExplainerTests
{
    private static readonly DiscoveryOptions Options = new()
    {
        FunctionPrefix = "crm-",
        FunctionList = new HashSet<string> { "listed" },
        FunctionTag = new("team", "crm"),
        InputSchemaArnTagKey = "schema",
        OverridesByTags = true,
        OwnFunctions = new HashSet<string> { "crm-worker" },
    };

    private readonly DiscoveryBench _account = new DiscoveryBench()
        .With("crm-a", ("team", "crm")).With("a", ("team", "crm")).With("listed", ("team", "crm")).With("crm-wrong", ("team", "erp")).With("crm-bare").With("crm-worker", ("team", "crm"))
        .With("crm-off", ("team", "crm"), ("mcp:enabled", "false")).With("crm-typo", ("team", "crm"), ("mcp:timeout", "soon"))
        .With("crm-schema", ("team", "crm"), ("schema", DiscoveryBench.SchemaArn("gone"))).With("crm-find", ("team", "crm"))
        .With("crm-scopes", ("team", "crm"), ("mcp:scopes", "write admin")).With("crm-rule", ("team", "crm"), ("mcp:scopes", "a\"b"))
        .With("crm-hidden", ("team", "crm")).Describing("crm-hidden", "Finds\u200b one.");

    [Theory]
    [InlineData("crm-a", "exists+ name_filter+ tag_filter+ tags. schema. name+", "called by the tool a")]
    [InlineData("listed", "exists+ name_filter+ tag_filter+ tags. schema. name+", "called by the tool listed")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:crm-a:live", "exists+ name_filter+ tag_filter+ tags. schema. name+", "called by the tool a")]
    [InlineData("a", "exists+ name_filter-", "neither begins with FUNCTION_PREFIX, crm-, nor is in FUNCTION_LIST")]
    [InlineData("crm-none", "exists-", "No function of this account and region is called crm-none")]
    [InlineData("crm-wrong", "exists+ name_filter+ tag_filter-", "does not have the tag team = crm")]
    [InlineData("crm-bare", "exists+ name_filter+ tag_filter-", "does not have the tag team = crm")]
    [InlineData("crm-worker", "exists+ name_filter-", "is a function of this server itself")]
    [InlineData("crm-off", "exists+ name_filter+ tag_filter+ tags. enabled- schema.", "mcp:enabled hides it")]
    [InlineData("crm-typo", "exists+ name_filter+ tag_filter+ tags. tag- schema. name+", "called by the tool typo")]
    [InlineData("crm-schema", "exists+ name_filter+ tag_filter+ tags. schema-", "there is no such schema")]
    [InlineData("crm-scopes", "exists+ name_filter+ tag_filter+ tags. schema. name+ scopes.", "called by the tool scopes")]
    [InlineData("crm-rule", "exists+ name_filter+ tag_filter+ tags. schema. rules-", "/scopes")]
    [InlineData("crm-hidden", "exists+ name_filter+ tag_filter+ tags. schema. rules-", "/description has a character that people do not see")]
    public async Task Every_decision_is_told(string function, string checks, string summary)
    {
        var explanation = await ExplainAsync(function);

        Assert.Equal(checks, string.Join(' ', explanation.Checks.Select(check => check.Name + (check.Passed switch { true => "+", false => "-", null => "." }))));
        Assert.Contains(summary, explanation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_name_is_told()
    {
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"tool","name":"a","lambdaArn":"{{DiscoveryBench.Arn("other")}}"}"""));

        var explanation = await ExplainAsync("crm-a");

        Assert.Equal([ToolNames.Disambiguate("a", DiscoveryBench.Arn("crm-a"))], explanation.Tools);
        Assert.Contains("the registration tool-a has the name a", explanation.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registrations_that_claim_a_function_are_told_also_where_they_keep_it_from_clients()
    {
        var arn = DiscoveryBench.Arn("crm-find") + ":live";
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"tool","name":"finder","lambdaArn":"{{arn}}"}"""));
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"prompt","name":"asked","lambdaArn":"{{arn}}"}""") with { Enabled = false });
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"tool","name":"broken","lambdaArn":"{{arn}}"}""") with { Annotations = System.Text.Json.JsonDocument.Parse("7").RootElement });

        var explanation = await ExplainAsync("crm-find");

        Assert.Equal(["finder"], explanation.Tools);
        Assert.Equal([true, false, false], explanation.Checks.Where(check => check.Name == "registration").Select(check => check.Passed));
        Assert.Contains(explanation.Checks, check => check.Detail.Contains("/annotations", StringComparison.Ordinal));
        Assert.Contains(explanation.Checks, check => check.Name == "discovered");
    }

    [Fact]
    public async Task A_registration_of_the_servers_own_function_is_told_to_be_left_out()
    {
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"tool","name":"worker","lambdaArn":"{{DiscoveryBench.Arn("crm-worker")}}:live"}"""));

        Assert.Contains((await ExplainAsync("crm-worker")).Checks, check => check is { Name: "registration", Passed: false } && check.Detail.Contains("/lambdaArn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_of_another_account_is_known_by_its_registration()
    {
        const string Arn = "arn:aws:lambda:eu-west-1:210987654321:function:far";
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"tool","name":"far","lambdaArn":"{{Arn}}"}"""));

        Assert.Equal(Arn, (await ExplainAsync("far")).Arn);
        Assert.Equal(["far"], (await ExplainAsync(Arn + ":1")).Tools);
    }

    [Fact]
    public async Task Without_filters_and_without_rights_the_reason_is_told()
    {
        Assert.Contains("No filter is set", (await ExplainAsync("crm-a", new())).Checks[0].Detail, StringComparison.Ordinal);

        _account.TagFailure = new InvalidOperationException("not authorized to perform tag:GetResources");
        Assert.Contains("tag:GetResources", (await ExplainAsync("crm-a")).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_hear_of_a_function_whose_entries_they_may_not_use_as_of_none()
    {
        var anybody = Requests.Stateless("tools/call");
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"prompt","name":"paid","lambdaArn":"{{DiscoveryBench.Arn("crm-bare")}}","scopes":["hr"]}"""));
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"tool","name":"find","lambdaArn":"{{DiscoveryBench.Arn("elsewhere")}}","scopes":["hr"]}"""));

        var none = await ExplainAsync("crm-none", caller: anybody);
        foreach (var function in new[] { "crm-scopes", DiscoveryBench.Arn("crm-scopes"), "crm-bare", "elsewhere" })
        {
            var told = await ExplainAsync(function, caller: anybody);
            Assert.Equal(
                none.Checks.Select(check => check.Detail.Replace("crm-none", function, StringComparison.Ordinal)), told.Checks.Select(check => check.Detail));
            Assert.Equal((none.Arn, none.Summary.Replace("crm-none", function, StringComparison.Ordinal)), (told.Arn, told.Summary));
            Assert.Empty(told.Tools);
        }

        Assert.Equal(["a"], (await ExplainAsync("crm-a", caller: anybody)).Tools);
        Assert.Equal(["scopes"], (await ExplainAsync("crm-scopes", caller: anybody with { Scopes = new HashSet<string> { "write", "admin" } })).Tools);
        Assert.Empty((await ExplainAsync("crm-a", caller: anybody with { Allowed = new() { Tools = AllowList.From(["b"]) } })).Tools);
        Assert.DoesNotContain("tool-find", (await ExplainAsync("crm-find", caller: anybody)).Checks.Single(check => check.Name == "name").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_function_brings_in_vain_or_cannot_be_asked_for_is_told()
    {
        _account.Table.Items.Add(Gateway.Registered($$"""{"type":"target","name":"ev","lambdaArn":"{{DiscoveryBench.Arn("crm-a")}}"}"""));
        _account.Table.Items.Add(Gateway.Registered("""{"type":"resource","name":"a","uri":"docs://a"}"""));
        _account.Invoker.StreamOf = new ScriptedServer().Says("resources/list", """{"resources":[{"uri":"docs://a","name":"A"}]}""", function: "crm-a").Answer;

        var place = (await ExplainAsync("crm-a")).Checks.Single(check => check.Name == "place");
        Assert.Equal((false, "The function brings the resource docs://a, which is left out: another one has its place."), (place.Passed, place.Detail));

        _account.Invoker.StreamOf = _ => throw new TargetUnavailableException(TargetFailure.AccessDenied, "may not");
        Assert.Contains("could not be read from here", (await ExplainAsync("crm-a")).Checks.Single(check => check.Name == "brought").Detail, StringComparison.Ordinal);
    }

    private Task<FunctionExplanation> ExplainAsync(string function, DiscoveryOptions? options = null, McpRequest? caller = null) =>
        new FunctionExplainer(_account.Inventory(options ?? Options), _account.Entries(), options ?? Options)
            .ExplainAsync(function, caller, TestContext.Current.CancellationToken).AsTask();
}
