using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Completion;
using ModelContextProtocol;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Prompts;

public sealed class PromptCatalogTests
{
    private const string Review = """
        {"type":"prompt","name":"review","title":"Review","icons":[{"src":"data:image/png;base64,aGk="}],"_meta":{"m":1},"arguments":[
          {"name":"style","title":"Style","description":"How.","required":true,"completions":["short","Shallow","deep"]},{"name":"note"}]}
        """;

    [Fact]
    public async Task The_list_shows_prompts_and_their_arguments_and_not_their_completions()
    {
        var gateway = new Gateway(Registered(Review), Registered("""{"type":"prompt","name":"a"}"""));

        Assert.Equal(
            [
                """{"name":"a","description":"Does it."}""",
                """{"name":"review","title":"Review","description":"Does it.","arguments":[{"name":"style","title":"Style","description":"How.","required":true},{"name":"note","required":false}],"icons":[{"src":"data:image/png;base64,aGk="}],"_meta":{"m":1}}""",
            ],
            Json(await gateway.Prompts.ListAsync(Requests.Of("prompts/list"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_event_is_the_arguments_and_the_first_prompt_costs_one_read()
    {
        var gateway = new Gateway(Registered(Review)).Answering("\"Review this.\"");

        var result = Written.Members((await gateway.GetPromptAsync("review", """{"style":"deep"}"""))!);

        Assert.Equal("""{"style":"deep"}""", gateway.Event);
        Assert.Equal("""{"messages":[{"role":"user","content":{"type":"text","text":"Review this."}}]}""", result.GetRawText());
        Assert.Equal((1, 0), (gateway.Table.Finds, gateway.Table.Lists));
    }

    [Fact]
    public async Task Messages_pass_through()
    {
        const string Messages = """{"description":"d","messages":[{"role":"assistant","content":{"type":"image","data":"aGk=","mimeType":"image/png"}},{"role":"user","content":{"type":"resource","resource":{"uri":"a:b","text":"t"}}}]}""";
        var gateway = new Gateway(Registered("""{"type":"prompt","name":"p"}""")).Answering(Messages);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Messages).RootElement, Written.Members((await gateway.GetPromptAsync("p"))!)));
        Assert.Equal("{}", gateway.Event);
    }

    [Theory]
    [InlineData("""{"text":"no messages"}""")]
    [InlineData("""{"messages":[{"role":"system","content":{"type":"text","text":"x"}}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task What_is_no_prompt_is_an_error(string payload)
    {
        var gateway = new Gateway(Registered("""{"type":"prompt","name":"p"}""")).Answering(payload);

        Assert.Equal(McpErrorCode.InternalError, (await Assert.ThrowsAsync<McpErrorException>(async () => await gateway.GetPromptAsync("p"))).ErrorCode);
    }

    [Fact]
    public async Task A_missing_argument_is_named_and_an_unknown_prompt_is_none()
    {
        var gateway = new Gateway(Registered(Review), Registered("""{"type":"prompt","name":"off","enabled":false}"""));

        var error = await Assert.ThrowsAsync<McpProtocolException>(async () => await gateway.GetPromptAsync("review", """{"note":"x"}"""));

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains("style", error.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Invoker.Requests);
        Assert.Null(await gateway.GetPromptAsync("other"));
        Assert.Null(await gateway.GetPromptAsync("off"));
    }

    [Fact]
    public async Task Registered_values_complete_an_argument_without_a_call()
    {
        var gateway = new Gateway(Registered(Review));

        Assert.Equal(["short", "Shallow"], (await CompleteAsync(gateway, "ref/prompt", "review", "style", "SH"))!.Values);
        Assert.Empty((await CompleteAsync(gateway, "ref/prompt", "review", "note", ""))!.Values);
        Assert.Null(await CompleteAsync(gateway, "ref/prompt", "other", "style", ""));
        await Assert.ThrowsAsync<McpProtocolException>(async () => await CompleteAsync(gateway, "ref/prompt", "review", "nothing", ""));
        Assert.Empty(gateway.Invoker.Requests);
    }

    [Theory]
    [InlineData("""["one","two"]""")]
    [InlineData("""{"completion":{"values":["one","two"],"total":7,"hasMore":true}}""")]
    public async Task A_function_completes_where_its_registration_says_so(string payload)
    {
        var gateway = new Gateway(Registered("""{"type":"resource-template","name":"t","uriTemplate":"test://{id}","completion":true}""")).Answering(payload);

        Assert.Equal(["one", "two"], (await CompleteAsync(gateway, "ref/resource", "test://{id}", "id", "o"))!.Values);
        Assert.Equal("""{"ref":{"type":"ref/resource","uri":"test://{id}"},"argument":{"name":"id","value":"o"},"context":{"arguments":{"a":"b"}}}""", gateway.Event);
        await Assert.ThrowsAsync<McpProtocolException>(async () => await CompleteAsync(gateway, "ref/resource", "test://{id}", "other", "o"));
        Assert.Null(await CompleteAsync(gateway, "ref/resource", "test://1", "id", "o"));
    }

    [Fact]
    public async Task A_completion_that_is_none_is_an_error()
    {
        var gateway = new Gateway(Registered("""{"type":"prompt","name":"p","arguments":[{"name":"a"}],"completion":true}""")).Answering("[1]");

        await Assert.ThrowsAsync<McpErrorException>(async () => await CompleteAsync(gateway, "ref/prompt", "p", "a", ""));
    }

    private static ValueTask<CompletionValues?> CompleteAsync(Gateway gateway, string type, string reference, string argument, string value) =>
        gateway.Completion.CompleteAsync(
            Requests.Of("completion/complete"),
            new(type, reference, argument, value, JsonDocument.Parse("""{"a":"b"}""").RootElement),
            TestContext.Current.CancellationToken);
}
