using System.Net;
using EndToEnd.Eras;
using EndToEnd.Fixture;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace EndToEnd.LargeCatalogs;

/// <summary>Sets at URLs of their own.</summary>
[Collection(CatalogDeployment.Collection)]
public sealed class SetTests(CatalogDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);
    private readonly McpHttp _set = new(stack.At("tagged"));

    [Theory]
    [InlineData("2025-03-26")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_set_lists_finds_and_calls_its_own_tools_alone(string revision)
    {
        await using var client = await CatalogClient.ConnectAsync(stack.At("hundred"), revision);

        var names = (await client.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).ToArray();
        var called = await client.CallToolAsync("bulk-0042", new Dictionary<string, object?> { ["text"] = "x" }, cancellationToken: Cancel);
        var outside = await Assert.ThrowsAsync<McpProtocolException>(() => client.CallToolAsync("bulk-0100", cancellationToken: Cancel).AsTask());
        var searched = await client.CallToolAsync("search_tools", new Dictionary<string, object?> { ["query"] = "invoice" }, cancellationToken: Cancel);

        Assert.Equal([.. Enumerable.Range(0, 100).Select(number => $"bulk-{number:0000}"), "invoke_many", "search_tools"], names);
        Assert.NotEqual(true, called.IsError);
        Assert.Equal(McpErrorCode.InvalidParams, outside.ErrorCode);
        Assert.Contains("\"tools\":[]", ((TextContentBlock)searched.Content[0]).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("bulk-0001")]
    public async Task An_unknown_set_is_404_in_the_shape_of_a_JSON_RPC_error(string set)
    {
        using var http = new McpHttp(stack.At(set));
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Get, HttpMethod.Delete])
        {
            using var answer = await http.SendAsync(method, method == HttpMethod.Post ? """{"jsonrpc":"2.0","id":1,"method":"ping"}""" : null, "a-session");
            var json = await McpHttp.ReadJsonAsync(answer);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("2.0", json.GetProperty("jsonrpc").GetString());
            Assert.Contains(set, json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_is_good_where_it_was_opened_and_nowhere_else()
    {
        var (inSet, inAll) = (await _set.OpenSessionAsync(), await _http.OpenSessionAsync());
        const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

        using var here = await _set.PostAsync(Ping, inSet);
        using var there = await _http.PostAsync(Ping, inSet);
        using var back = await _set.PostAsync(Ping, inAll);
        using var notEnded = await _http.SendAsync(HttpMethod.Delete, null, inSet);
        using var ended = await _set.SendAsync(HttpMethod.Delete, null, inSet);
        using var gone = await _set.PostAsync(Ping, inSet);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            new[] { here, there, back, notEnded, ended, gone }.Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task Browsers_may_call_a_set_from_an_allowed_origin_and_nobody_without_a_token()
    {
        using var preflight = await _set.SendAsync(HttpMethod.Options, null, change: request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Origin", CatalogDeployment.Origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
        });
        using var anonymous = await _set.PostAsync("{}", change: request => request.Headers.Authorization = null);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(CatalogDeployment.Origin, preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Fact]
    public async Task A_cursor_of_the_whole_list_is_none_of_a_set()
    {
        var session = await _http.OpenSessionAsync();
        using var page = await _http.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", session);
        var cursor = (await McpHttp.ReadJsonAsync(page)).GetProperty("result").GetProperty("nextCursor").GetString();
        var inSet = await _set.OpenSessionAsync();

        using var refused = await _set.PostAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"{{{cursor}}}"}}""", inSet);

        Assert.Equal(-32602, (await McpHttp.ReadJsonAsync(refused)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_client_that_listens_at_a_set_is_told_when_its_list_changes()
    {
        var session = await _set.OpenSessionAsync();
        await using var stream = await AnswerStream.OpenAsync(_set.StreamAsync(HttpMethod.Get, null, session));

        await stack.RegisterAsync("""{"type":"tool","name":"joins-the-set","description":"Joins.","tags":["later"],"lambdaArn":"ARN"}""");

        await stream.NextAsync("notifications/tools/list_changed");
        // The instance that listens has told it; another one may still serve what it read before, for RegistrationsMaxAgeSeconds.
        var names = await ListAsync();
        for (var again = 0; again < 40 && !names.Contains("joins-the-set"); again++)
        {
            await Task.Delay(500, Cancel);
            names = await ListAsync();
        }

        Assert.Equal(["bulk-0000", "invoke_many", "joins-the-set", "search_tools"], names);

        async Task<string[]> ListAsync()
        {
            using var listed = await _set.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", session);
            return [.. (await McpHttp.ReadJsonAsync(listed)).GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _set.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
