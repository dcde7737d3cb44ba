using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Management;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Management.Invocations;
using LambdaMcp.Gateway.Tests.Discovery;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests.Management;

public sealed class ManagedFunctionTests
{
    private static readonly McpRequest Manager = Requests.Stateless("tools/call") with { Scopes = new HashSet<string> { ManagementScope.Name } };

    private readonly DiscoveryBench _account = new DiscoveryBench().With("crm-found").With("crm-own").With("other");
    private readonly ScriptedInvoker _invoker = new();
    private readonly ManagedFunctions _functions;

    public ManagedFunctionTests()
    {
        Register("""{"type":"tool","name":"one","lambdaArn":"ARN:f:live"}""");
        Register("""{"type":"tool","name":"two","lambdaArn":"ARN:many:1"}""");
        Register("""{"type":"prompt","name":"three","lambdaArn":"ARN:many:2"}""");
        Register("""{"type":"resource","name":"paid","uri":"hr://paid","lambdaArn":"ARN:hr","scopes":["hr"]}""");
        var inventory = _account.Inventory(new DiscoveryOptions { FunctionPrefix = "crm-", OwnFunctions = new HashSet<string> { "crm-own" } });
        _functions = new(() => inventory, new EntrySource(_account.Registrations(), _invoker, new(null, new(), _account.Time, NullLogger<ListNews>.Instance), new(), _account.Time, NullLogger<EntrySource>.Instance));
    }

    [Fact]
    public async Task Managers_see_the_functions_of_what_they_have_the_scopes_for()
    {
        Assert.Equal(["crm-found", "f", "many"], (await _functions.GetAsync(Manager, Cancel)).Select(function => function.Name));
        var both = Manager with { Scopes = new HashSet<string> { ManagementScope.Name, "hr" } };
        Assert.Equal(["crm-found", "f", "hr", "many"], (await _functions.GetAsync(both, Cancel)).Select(function => function.Name));
    }

    [Theory]
    [InlineData("f", "f:live")]
    [InlineData("ARN:f", "f:live")]
    [InlineData("ARN:f:live", "f:live")]
    [InlineData("ARN:many:2", "many:2")]
    [InlineData("crm-found", "crm-found")]
    public async Task A_function_is_invoked_by_the_version_that_is_imported(string given, string called)
    {
        await InvokeAsync(given);

        Assert.Equal(DiscoveryBench.Arn(called), Assert.Single(_invoker.Requests).FunctionArn);
    }

    [Theory]
    [InlineData("ARN:f:$LATEST", "function_not_found")]
    [InlineData("ARN:f:old", "function_not_found")]
    [InlineData("ARN:crm-found:1", "function_not_found")]
    [InlineData("f:live", "function_not_found")]
    [InlineData("hr", "function_not_found")]
    [InlineData("ARN:hr", "function_not_found")]
    [InlineData("crm-own", "function_not_found")]
    [InlineData("other", "function_not_found")]
    [InlineData("ARN:other", "function_not_found")]
    [InlineData("many", "function_ambiguous")]
    [InlineData("ARN:many", "function_ambiguous")]
    public async Task Nothing_else_is_invoked_however_it_is_named(string given, string code)
    {
        var failed = await Assert.ThrowsAsync<CallFailedException>(async () => await InvokeAsync(given));

        Assert.Equal(code, failed.Code);
        Assert.Empty(_invoker.Requests);
    }

    [Fact]
    public async Task A_function_is_managed_by_those_who_may_use_all_that_it_is_for()
    {
        McpRequest To(string[]? tools = null, string[]? prompts = null, string[]? resources = null) => Manager with
        {
            Scopes = new HashSet<string> { ManagementScope.Name, "hr" },
            Allowed = new() { Tools = AllowList.From(tools), Prompts = AllowList.From(prompts), Resources = AllowList.From(resources) },
        };

        Assert.Equal(["f", "hr"], await NamesAsync(To(tools: ["invoke_function", "one"])));
        Assert.Equal(["crm-found", "f", "hr"], await NamesAsync(To(prompts: [])));
        Assert.Equal(["crm-found", "f", "many"], await NamesAsync(To(resources: ["hr://public"])));
        Assert.Equal(["hr"], await NamesAsync(To(tools: [])));
        await Assert.ThrowsAsync<CallFailedException>(async () => await _functions.FindAsync(To(tools: ["one"]), "crm-found", Cancel));
        await Assert.ThrowsAsync<CallFailedException>(async () => await _functions.FindAsync(To(prompts: []), DiscoveryBench.Arn("many:1"), Cancel));

        async Task<IEnumerable<string>> NamesAsync(McpRequest request) => (await _functions.GetAsync(request, Cancel)).Select(function => function.Name);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ValueTask<McpResult> InvokeAsync(string function)
    {
        var name = function.StartsWith("ARN:", StringComparison.Ordinal) ? DiscoveryBench.Arn(function[4..]) : function;
        return new InvokeFunction(_functions, _invoker, _account.Time)
            .RunAsync(Manager, JsonDocument.Parse($$$"""{"function_name":"{{{name}}}","payload":{}}""").RootElement, Cancel);
    }

    private void Register(string json) => _account.Table.Items.Add(Gateway.Registered(json.Replace("ARN:", DiscoveryBench.Arn(""), StringComparison.Ordinal)));
}
