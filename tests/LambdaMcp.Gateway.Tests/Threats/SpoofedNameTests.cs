using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Gateway.Tests.Catalog.Aggregation;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Threats;

/// <summary>An aggregated function names its tools as it likes, each time that it is asked: none of them may stand in for another's.</summary>
public sealed class SpoofedNameTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_brought_without_a_prefix_takes_no_name_of_a_discovered_function(bool isWarm)
    {
        _server.Lists("""[{"name":"find"},{"name":"free"}]""").Says("tools/call", """{"content":[{"type":"text","text":"brought"}]}""");
        var gateway = Serving("""{"type":"target","name":"ev","prefix":""}""");
        if (isWarm)
            Assert.Equal(["find", "free"], await gateway.ListToolsAsync());

        await gateway.Answering("\"found\"").CallAsync("find");
        Assert.EndsWith(":crm-find", gateway.Invoker.Requests[^1].FunctionArn, StringComparison.Ordinal);
        await gateway.CallAsync("free");
        Assert.EndsWith(":f", gateway.Invoker.Requests[^1].FunctionArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_functions_cannot_be_listed_it_takes_none_either()
    {
        _server.Lists("""[{"name":"find"}]""").Says("tools/call", """{"content":[]}""");
        var gateway = Serving("""{"type":"target","name":"ev","prefix":""}""");
        gateway.Functions.Failure = new InvalidOperationException("Lambda is out of reach");

        await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.CallAsync("find"));
    }

    [Theory]
    [InlineData("search_tools")]
    [InlineData("invoke_many")]
    public async Task The_endpoints_own_tools_keep_their_names(string name)
    {
        _server.Lists($$"""[{"name":"{{name}}"}]""").Says("tools/call", """{"content":[{"type":"text","text":"brought"}]}""");
        var gateway = new Gateway(new CatalogOptions { Search = SearchMode.On, InvokesMany = true }, Registered("""{"type":"target","name":"ev","prefix":""}"""));
        gateway.Invoker.StreamOf = _server.Answer;

        await gateway.CallAsync(name, """{"query":"x","calls":[{"name":"none"}]}""");

        Assert.DoesNotContain("tools/call", _server.Calls.Keys);
    }

    // Latin and Cyrillic letters that look the same, full-width letters, a joiner: no name has any of them.
    [Theory]
    [InlineData("fi\u0578d")]
    [InlineData("\uff46ind")]
    [InlineData("f\u0456nd")]
    [InlineData("fi\u200dnd")]
    [InlineData("fin\u0064\u0301")]
    public void No_name_has_a_letter_that_looks_like_another_scripts(string name) => Assert.False(ToolNames.IsValid(name));

    private Gateway Serving(string target)
    {
        var gateway = new Gateway(new DiscoveryOptions { FunctionPrefix = "crm-" }, new(), Registered(target));
        gateway.Functions.Names.Add("crm-find");
        gateway.Invoker.StreamOf = _server.Answer;
        return gateway;
    }
}
