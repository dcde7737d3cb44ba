using LambdaMcp.Gateway.Tests.Catalog.Aggregation;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Rights;

/// <summary>Nobody can find out, by what they may not see, that it is there.</summary>
public sealed class HiddenEntryTests
{
    private static readonly McpRequest Nobody = Requests.Stateless("any", """{"name":"x"}""");
    private static readonly McpRequest Reader = Nobody with { Scopes = new HashSet<string> { "hr" } };

    public static TheoryData<string> Kinds => ["tool", "prompt", "set"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_hidden_by_scopes_costs_the_reads_of_what_is_not_there(string kind)
    {
        Assert.Equal(await ReadsAsync(kind, "none"), await ReadsAsync(kind, "hidden"));
    }

    // Of an instance that is cold, one that has seen the name, one that has the lists at hand, and one whose lists are old.
    private static async Task<IReadOnlyList<(int Finds, int Lists)>> ReadsAsync(string kind, string name)
    {
        var more = kind == "set" ? ",\"members\":[\"*\"]" : "";
        var gateway = new Gateway(Registered($$"""{"type":"{{kind}}","name":"hidden","scopes":["hr"]{{more}}}"""), Registered("""{"type":"tool","name":"open"}"""));
        var reads = new List<(int, int)>();
        for (var look = 0; look < 4; look++)
        {
            if (look == 2)
                await gateway.ListToolsAsync();
            if (look == 3)
                gateway.Time.Advance(TimeSpan.FromMinutes(1));
            var before = (gateway.Table.Finds, gateway.Table.Lists);
            if (kind == "tool")
                Assert.Null(await gateway.Tools.CallAsync(Nobody, name, default, Cancel));
            else if (kind == "prompt")
                Assert.Null(await gateway.Prompts.GetAsync(Nobody, name, default, Cancel));
            else
                Assert.False(await gateway.Sets.ExistsAsync(name, Nobody.Scopes, Cancel));
            reads.Add((gateway.Table.Finds - before.Finds, gateway.Table.Lists - before.Lists));
        }

        return reads;
    }

    [Fact]
    public async Task What_a_token_is_not_for_is_not_looked_up_whether_it_is_there_or_not()
    {
        var gateway = new Gateway(Registered("""{"type":"tool","name":"hidden"}"""), Registered("""{"type":"prompt","name":"hidden"}"""));
        var narrowed = Nobody with { Allowed = new() { Tools = AllowList.From(["a*"]), Prompts = AllowList.From(["a*"]) } };

        foreach (var name in new[] { "hidden", "none" })
        {
            Assert.Null(await gateway.Tools.CallAsync(narrowed, name, default, Cancel));
            Assert.Null(await gateway.Prompts.GetAsync(narrowed, name, default, Cancel));
        }

        Assert.Equal((0, 0), (gateway.Table.Finds, gateway.Table.Lists));
    }

    [Fact]
    public async Task A_tool_that_may_be_called_costs_no_more_reads_than_before()
    {
        var gateway = new Gateway(Registered("""{"type":"tool","name":"t","scopes":["hr"]}""")).Answering("\"done\"");

        await gateway.Tools.CallAsync(Reader, "t", default, Cancel);
        await gateway.Tools.CallAsync(Reader, "t", default, Cancel);

        Assert.Equal((1, 0), (gateway.Table.Finds, gateway.Table.Lists));
    }

    [Fact]
    public async Task A_hidden_tool_does_not_give_way_to_one_of_its_name_that_is_brought()
    {
        var server = new ScriptedServer().Lists("""[{"name":"pay","inputSchema":{"type":"object"}}]""");
        var gateway = new Gateway(Registered("""{"type":"tool","name":"pay","scopes":["hr"]}"""), Registered("""{"type":"target","name":"ev","prefix":""}"""));
        gateway.Invoker.StreamOf = server.Answer;

        Assert.Null(await gateway.Tools.CallAsync(Nobody, "pay", default, Cancel));
        Assert.DoesNotContain("tools/call", server.Calls.Keys);
    }

    [Theory]
    [InlineData("hr://payroll")]
    [InlineData("hr://%70ayroll")]
    [InlineData("hr://%70%61%79%72%6F%6c%6c")]
    public async Task A_template_does_not_lead_to_a_resource_that_is_hidden(string uri)
    {
        var gateway = new Gateway(
            Registered("""{"type":"resource","name":"payroll","uri":"hr://payroll","scopes":["hr"]}"""),
            Registered("""{"type":"resource-template","name":"any","uriTemplate":"hr://{file}"}"""),
            Registered("""{"type":"set","name":"some","members":["any"]}""")).Answering("\"text\"");

        Assert.Null(await gateway.Resources.ReadAsync(Nobody, uri, Cancel));
        Assert.False(await gateway.Resources.ExistsAsync(Nobody, uri, Cancel));
        Assert.Null(await gateway.Resources.ReadAsync(Nobody with { Set = "some" }, uri, Cancel));
        Assert.Empty(gateway.Invoker.Requests);

        Assert.NotNull(await gateway.Resources.ReadAsync(Reader, uri, Cancel));
        Assert.NotNull(await gateway.Resources.ReadAsync(Nobody, "hr://canteen", Cancel));
    }

    [Fact]
    public async Task Nor_to_one_that_an_aggregated_function_brings()
    {
        var server = new ScriptedServer().Says("resources/list", """{"resources":[{"uri":"docs://a","name":"A"}]}""");
        var gateway = new Gateway(
            Registered("""{"type":"target","name":"ev","scopes":["hr"]}"""),
            Registered("""{"type":"resource-template","name":"any","uriTemplate":"docs://{file}"}"""));
        gateway.Invoker.StreamOf = server.Answer;
        gateway.Answering("\"text\"");

        Assert.Null(await gateway.Resources.ReadAsync(Nobody, "docs://a", Cancel));
        Assert.NotNull(await gateway.Resources.ReadAsync(Nobody, "docs://b", Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
