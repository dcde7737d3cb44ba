using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Local.Tests.Viewer;

public sealed class ToolCallTests : IAsyncLifetime
{
    private readonly PageFixture _page = new();
    private readonly List<(string Method, string Session, JsonObject Message)> _received = [];
    private readonly HashSet<string> _over = [];
    private int _sessions;

    public ValueTask InitializeAsync() => _page.InitializeAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task All_pages_of_every_list_are_read()
    {
        Serve(async (context, message) =>
        {
            var cursor = (string?)message["params"]?["cursor"];
            await AnswerAsync(context, message, ((string?)message["method"], cursor) switch
            {
                ("tools/list", null) => """{"tools":[{"name":"a"}],"nextCursor":"2"}""",
                ("tools/list", _) => """{"tools":[{"name":"b"}]}""",
                ("prompts/list", _) => """{"prompts":[{"name":"p"}]}""",
                ("resources/list", _) => """{"resources":[]}""",
                _ => null,
            });
        });

        var catalog = await _page.ReadAsync("api/catalog");

        Assert.Equal("""[{"name":"a"},{"name":"b"}]""", (string?)catalog["tools"]!["json"]);
        Assert.Equal("""[{"name":"p"}]""", (string?)catalog["prompts"]!["json"]);
        Assert.Equal("there is no such method", (string?)catalog["templates"]!["error"]);
    }

    [Fact]
    public async Task A_call_tells_its_progress_and_then_its_result()
    {
        Serve(async (context, message) =>
        {
            Assert.Equal("tools/call", (string?)message["method"]);
            Assert.Equal("""{"a":1}""", message["params"]!["arguments"]!.ToJsonString());
            context.Response.ContentType = "text/event-stream";
            var token = message["params"]!["_meta"]!["progressToken"]!.ToJsonString();
            await context.Response.WriteAsync($$$"""data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":1}}""" + "\n\n");
            await context.Response.WriteAsync(
                $$$"""event: message{{{"\n"}}}data: {"jsonrpc":"2.0","id":{{{message["id"]}}},"result":{"content":[{"type":"text","text":"done {{{PageFixture.Token}}}"}]}}""" + "\n\n");
        });

        var lines = await CallAsync();

        Assert.Equal(2, lines.Length);
        Assert.Equal("notifications/progress", (string?)JsonNode.Parse((string)lines[0]["message"]!)!["method"]);
        Assert.Equal("done •••", (string?)JsonNode.Parse((string)lines[1]["message"]!)!["result"]!["content"]![0]!["text"]);
    }

    [Fact]
    public async Task A_session_that_is_over_is_followed_by_another()
    {
        Serve((context, message) => AnswerAsync(context, message, """{"content":[]}"""));
        await CallAsync();
        _over.Add("session-1");

        var lines = await CallAsync();

        Assert.Contains("result", (string)Assert.Single(lines)["message"]!, StringComparison.Ordinal);
        Assert.Equal(["session-1", "session-1", "session-2"], _received.Where(static call => call.Method == "tools/call").Select(static call => call.Session));
    }

    [Fact]
    public async Task A_page_that_leaves_cancels_its_call()
    {
        var cancelled = new TaskCompletionSource<JsonObject>();
        var begun = new TaskCompletionSource();
        Serve(async (context, message) =>
        {
            if ((string?)message["method"] == "notifications/cancelled")
            {
                context.Response.StatusCode = 202;
                cancelled.TrySetResult(message);
                return;
            }
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        var response = await SendAsync("""{"name":"t","arguments":{}}""");
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        response.Dispose();

        var told = await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((int)_received.Single(static call => call.Method == "tools/call").Message["id"]!, (int)told["params"]!["requestId"]!);
    }

    [Fact]
    public async Task An_endpoint_that_is_none_is_told_of()
    {
        _page.Endpoint = static (context, _) =>
        {
            context.Response.StatusCode = 502;
            return context.Response.WriteAsync("<html>bad gateway</html>");
        };

        var lines = await CallAsync();
        using var catalog = await _page.AskAsync("api/catalog");

        Assert.Equal("initialize: HTTP 502: <html>bad gateway</html>", (string?)Assert.Single(lines)["failure"]);
        Assert.Equal(HttpStatusCode.BadGateway, catalog.StatusCode);
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("""["no object"]""")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task What_is_no_call_is_refused(string body)
    {
        using var response = await SendAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Sessions_and_registrations_are_shown_without_what_opens_or_configures_them()
    {
        using var client = new AmazonDynamoDBClient("AKIALOCAL", "secret", new AmazonDynamoDBConfig { ServiceURL = _page.StoreUrl, AuthenticationRegion = "us-east-1" });
        async Task Put(string table, Dictionary<string, AttributeValue> item) => await client.PutItemAsync(table, item, TestContext.Current.CancellationToken);
        await Put("sessions", new() { ["pk"] = new("session#0123456789abcdefghij"), ["sk"] = new("session"), ["owner"] = new("ada"), ["createdAt"] = new() { N = "5" } });
        await Put("sessions", new() { ["pk"] = new("session#0123456789abcdefghij"), ["sk"] = new("mail#1") });
        await Put("registrations", new() { ["id"] = new("1"), ["type"] = new("tool"), ["name"] = new("t"), ["fixedValues"] = new("a-fixed-secret"), ["enabled"] = new() { BOOL = true } });
        await Put("registrations", new() { ["id"] = new("claim#t"), ["claim"] = new("t") });

        var tables = await _page.ReadAsync("api/tables");

        Assert.Equal("""[{"pk":"session#01234567\u2026","owner":"ada","createdAt":"5"}]""", tables["sessions"]!.ToJsonString());
        Assert.Equal("""[{"id":"1","type":"tool","name":"t","enabled":"true"}]""", tables["registrations"]!.ToJsonString());
    }

    private async Task<JsonNode[]> CallAsync()
    {
        using var response = await SendAsync("""{"name":"t","arguments":{"a":1}}""");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)];
    }

    private Task<HttpResponseMessage> SendAsync(string body) =>
        _page.AskAsync("api/call", request => request.Content = new StringContent(body, Encoding.UTF8, "application/json"), HttpMethod.Post);

    /// <summary>An endpoint with sessions, which a test answers the requests of.</summary>
    private void Serve(Func<HttpContext, JsonObject, Task> answer) => _page.Endpoint = async (context, message) =>
    {
        var session = context.Request.Headers["Mcp-Session-Id"].ToString();
        lock (_received)
            _received.Add(((string)message["method"]!, session, message));
        switch ((string?)message["method"])
        {
            case "initialize":
                context.Response.Headers["Mcp-Session-Id"] = $"session-{++_sessions}";
                await AnswerAsync(context, message, "{}");
                break;
            case "notifications/initialized":
                context.Response.StatusCode = 202;
                break;
            default:
                if (_over.Contains(session))
                    context.Response.StatusCode = 404;
                else
                    await answer(context, message);
                break;
        }
    };

    private static Task AnswerAsync(HttpContext context, JsonObject message, string? result)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(result is null
            ? $$"""{"jsonrpc":"2.0","id":{{message["id"]}},"error":{"code":-32601,"message":"there is no such method"} }"""
            : $$"""{"jsonrpc":"2.0","id":{{message["id"]}},"result":{{result}} }""");
    }
}
