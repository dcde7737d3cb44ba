using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using ModelContextProtocol;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Resources;

public sealed class ResourceCatalogTests
{
    [Fact]
    public async Task The_lists_show_what_is_registered_in_the_order_of_uris()
    {
        var gateway = new Gateway(
            Registered("""{"type":"resource","name":"b","uri":"test://b","mimeType":"text/plain","size":3,"title":"B","icons":[{"src":"https://example.com/i.png"}],"annotations":{"priority":0.5},"_meta":{"x":1}}"""),
            Registered("""{"type":"resource","name":"z","uri":"test://a","description":""}"""),
            Registered("""{"type":"resource","name":"off","uri":"test://off","enabled":false}"""),
            Registered("""{"type":"resource-template","name":"t","uriTemplate":"test://t/{id}"}"""));

        Assert.Equal(
            [
                """{"uri":"test://a","name":"z"}""",
                """{"uri":"test://b","name":"b","title":"B","description":"Does it.","mimeType":"text/plain","annotations":{"priority":0.5},"icons":[{"src":"https://example.com/i.png"}],"_meta":{"x":1},"size":3}""",
            ],
            Json(await gateway.Resources.ListAsync(Requests.Of("resources/list"), TestContext.Current.CancellationToken)));
        Assert.Equal(
            ["""{"uriTemplate":"test://t/{id}","name":"t","description":"Does it."}"""],
            Json(await gateway.Resources.ListTemplatesAsync(Requests.Of("resources/templates/list"), TestContext.Current.CancellationToken)));
        Assert.True(await gateway.Resources.ExistsAsync(Requests.Of("x"), "test://t/1", TestContext.Current.CancellationToken));
        Assert.False(await gateway.Resources.ExistsAsync(Requests.Of("x"), "test://off", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_template_gives_its_variables_to_the_function_and_a_resource_goes_before_it()
    {
        var gateway = new Gateway(
            Registered("""{"type":"resource-template","name":"t","uriTemplate":"test://{id}"}"""),
            Registered("""{"type":"resource-template","name":"u","uriTemplate":"test://user-{id}"}"""),
            Registered("""{"type":"resource","name":"r","uri":"test://one"}"""));

        await gateway.ReadAsync("test://caf%C3%A9");
        Assert.Equal("""{"uri":"test://caf%C3%A9","variables":{"id":"caf\u00E9"}}""", gateway.Event);
        await gateway.ReadAsync("test://one");
        Assert.Equal("""{"uri":"test://one","variables":{}}""", gateway.Event);
        await gateway.ReadAsync("test://user-1");
        Assert.Equal("""{"uri":"test://user-1","variables":{"id":"1"}}""", gateway.Event);
        Assert.Null(await gateway.ReadAsync("other://one"));
    }

    [Theory]
    [InlineData(null, "\"text\"", """{"contents":[{"uri":"test://r","mimeType":"text/plain","text":"text"}]}""")]
    [InlineData("text/markdown", "# not JSON", """{"contents":[{"uri":"test://r","mimeType":"text/markdown","text":"# not JSON"}]}""")]
    [InlineData(null, """{"a":1}""", """{"contents":[{"uri":"test://r","mimeType":"application/json","text":"{\"a\":1}"}]}""")]
    [InlineData(null, """{"contents":[1],"more":1}""", """{"contents":[{"uri":"test://r","mimeType":"application/json","text":"{\"contents\":[1],\"more\":1}"}]}""")]
    [InlineData("image/png", "\"aGk=\"", """{"contents":[{"uri":"test://r","mimeType":"image/png","blob":"aGk="}]}""")]
    [InlineData("image/svg+xml", "\"aGk=\"", """{"contents":[{"uri":"test://r","mimeType":"image/svg+xml","text":"aGk="}]}""")]
    [InlineData(null, """{"contents":[{"uri":"a:b","text":"x"}],"_meta":{"m":1},"ttlMs":5}""", """{"contents":[{"uri":"a:b","text":"x"}],"_meta":{"m":1}}""")]
    public async Task Any_answer_becomes_contents(string? mimeType, string payload, string result)
    {
        var gateway = new Gateway(Registered($$$"""{"type":"resource","name":"r","uri":"test://r"{{{(mimeType is null ? "" : $",\"mimeType\":\"{mimeType}\"")}}} }""")).Answering(payload);

        var actual = Written.Members((await gateway.ReadAsync("test://r"))!);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(result).RootElement, actual), actual.GetRawText());
    }

    [Fact]
    public async Task Bytes_become_a_blob_of_the_type_that_they_show()
    {
        var gateway = new Gateway(Registered("""{"type":"resource","name":"r","uri":"test://r"}"""));
        gateway.Invoker.Answer = new(Convert.FromHexString("89504E470D0A1A0AFF"), null, "r-1");

        var contents = Written.Members((await gateway.ReadAsync("test://r"))!).GetProperty("contents")[0];

        Assert.Equal("image/png", contents.GetProperty("mimeType").GetString());
        Assert.Equal("89504E470D0A1A0AFF", Convert.ToHexString(contents.GetProperty("blob").GetBytesFromBase64()));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"contents":[]}""")]
    public async Task A_function_can_know_no_such_resource(string payload) =>
        Assert.Null(await new Gateway(Registered("""{"type":"resource","name":"r","uri":"test://r"}""")).Answering(payload).ReadAsync("test://r"));

    [Theory]
    [InlineData("""{"code":-32002,"message":"none"}""")]
    [InlineData("""{"code":-32602,"message":"none","data":{"uri":"test://r"}}""")]
    public async Task A_function_of_the_contract_mcp_says_so_in_the_way_of_any_revision(string error)
    {
        var gateway = new Gateway(Registered("""{"type":"resource","name":"r","uri":"test://r","contract":"mcp"}""")).Responding("""{"jsonrpc":"2.0","id":"ID","error":""" + error + "}");

        Assert.Null(await gateway.ReadAsync("test://r"));
    }

    [Theory]
    [InlineData("""{"contents":[{"text":"no uri"}]}""")]
    [InlineData("""{"contents":[{"uri":"a:b"}]}""")]
    [InlineData("""{"contents":[{"uri":"a:b","blob":"?"}]}""")]
    public async Task Contents_that_no_client_reads_are_an_error(string payload)
    {
        var gateway = new Gateway(Registered("""{"type":"resource","name":"r","uri":"test://r"}""")).Answering(payload);

        var error = await Assert.ThrowsAsync<McpErrorException>(async () => await gateway.ReadAsync("test://r"));

        Assert.Equal(McpErrorCode.InternalError, error.ErrorCode);
        Assert.Equal("invalid_answer", error.ErrorData!.Value.GetProperty("lambda-mcp/error").GetString());
    }

    [Fact]
    public async Task A_function_that_fails_is_an_error_with_its_message()
    {
        var gateway = new Gateway(Registered("""{"type":"resource","name":"r","uri":"test://r"}"""));
        gateway.Invoker.Answer = ScriptedInvoker.Json("""{"errorMessage":"the disk is gone"}""", "Unhandled");

        Assert.Contains("the disk is gone", (await Assert.ThrowsAsync<McpErrorException>(async () => await gateway.ReadAsync("test://r"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_can_ask_for_input()
    {
        var gateway = new Gateway(Registered("""{"type":"resource","name":"r","uri":"test://r"}""")).Answering("""{"resultType":"input_required","inputRequests":{"k":{"method":"roots/list"}}}""");

        var asked = Assert.IsType<InputRequiredResult>(await gateway.ReadAsync("test://r"));

        Assert.Equal("roots/list", Assert.Single(asked.Requests).Method);
    }
}
