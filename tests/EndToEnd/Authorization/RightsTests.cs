using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Authorization;

/// <summary>What callers of different rights see, call and learn, through the whole front door.</summary>
[Collection(AuthorizationDeployment.Collection)]
public sealed class RightsTests(AuthorizationDeployment stack) : IDisposable
{
    private readonly Client _wide = new(stack.Ready, AuthorizationDeployment.Wide);
    private readonly Client _narrow = new(stack.Ready, AuthorizationDeployment.Narrow);
    private readonly Client _manager = new(stack.Ready, AuthorizationDeployment.Manager);

    public static TheoryData<int> Eras => [2025, 2026];

    [Theory]
    [MemberData(nameof(Eras))]
    public async Task Lists_show_what_scopes_and_allow_lists_allow_together(int era)
    {
        Assert.Equal(["auth-open", "auth-open-task", "invoke_many", "search_tools"], (await _narrow.ListAsync(era, "tools/list")).Order(StringComparer.Ordinal));
        Assert.Equal(["auth://open/a"], await _narrow.ListAsync(era, "resources/list", "uri"));
        Assert.Equal(["auth://open/{id}"], await _narrow.ListAsync(era, "resources/templates/list", "uriTemplate"));
        Assert.Equal(["auth-open-prompt"], await _narrow.ListAsync(era, "prompts/list"));

        string[] all = ["auth-fire", "auth-open", "auth-open-task", "auth-pay", "explain_function", "get_function_schema", "invoke_function", "invoke_many", "list_functions"];
        Assert.Equal(all, (await _wide.ListAsync(era, "tools/list")).Intersect(all).Order(StringComparer.Ordinal));
        Assert.Contains("auth://open/b", await _wide.ListAsync(era, "resources/list", "uri"));
    }

    [Theory]
    [InlineData(2025, "auth-pay")]
    [InlineData(2025, "auth-fire")]
    [InlineData(2025, "invoke_function")]
    [InlineData(2026, "auth-pay")]
    [InlineData(2026, "auth-fire")]
    [InlineData(2026, "invoke_function")]
    public async Task A_tool_that_may_not_be_called_answers_as_one_that_is_not_there(int era, string tool)
    {
        // One that the token is narrowed to, and one that it is not.
        foreach (var missing in new[] { "auth-open-none", "auth-none" })
            AssertSame(await _narrow.CallAsync(era, missing), missing, await _narrow.CallAsync(era, tool), tool);
        Assert.True((await _narrow.CallAsync(era, "auth-open")).Json.TryGetProperty("result", out _));
    }

    [Theory]
    [MemberData(nameof(Eras))]
    public async Task So_do_resources_prompts_and_completion(int era)
    {
        foreach (var uri in new[] { "auth://open/b", "auth://open/%62", "auth://closed/c", "auth://closed/d", "auth://open/../closed/c" })
        {
            AssertSame(
                await _narrow.AskAsync(era, "resources/read", "\"uri\":\"auth://none/x\"", "auth://none/x"), "auth://none/x",
                await _narrow.AskAsync(era, "resources/read", $"\"uri\":\"{uri}\"", uri), uri);
        }

        Assert.True((await _narrow.AskAsync(era, "resources/read", "\"uri\":\"auth://open/d\"", "auth://open/d")).Json.TryGetProperty("result", out _));
        AssertSame(
            await _narrow.AskAsync(era, "prompts/get", "\"name\":\"auth-none\"", "auth-none"), "auth-none",
            await _narrow.AskAsync(era, "prompts/get", "\"name\":\"auth-closed-prompt\"", "auth-closed-prompt"), "auth-closed-prompt");
        AssertSame(await CompleteAsync("auth-none"), "auth-none", await CompleteAsync("auth-closed-prompt"), "auth-closed-prompt");

        Task<(HttpStatusCode, JsonElement)> CompleteAsync(string prompt) => _narrow.AskAsync(
            era, "completion/complete", $$"""
            "ref":{"type":"ref/prompt","name":"{{prompt}}"},"argument":{"name":"a","value":""}
            """);
    }

    [Theory]
    [MemberData(nameof(Eras))]
    public async Task Neither_search_nor_calls_of_many_are_a_way_around(int era)
    {
        var (_, found) = await _narrow.CallAsync(era, "search_tools", """{"query":"pays fires answers","limit":50}""");
        var names = found.GetProperty("result").GetProperty("structuredContent").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString());
        Assert.Equal(["auth-open"], names);

        var (_, many) = await _narrow.CallAsync(era, "invoke_many", """{"calls":[{"name":"auth-pay"},{"name":"auth-none"},{"name":"auth-open"}]}""");
        var results = many.GetProperty("result").GetProperty("structuredContent").GetProperty("results");
        Assert.Equal(results[1].GetRawText().Replace("auth-none", "auth-pay", StringComparison.Ordinal), results[0].GetRawText());
        Assert.False(results[2].GetProperty("result").TryGetProperty("isError", out var isError) && isError.GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Eras))]
    public async Task Nor_are_the_management_tools(int era)
    {
        var (_, listed) = await _manager.CallAsync(era, "list_functions");
        var names = listed.GetProperty("result").GetProperty("structuredContent").GetProperty("functions").EnumerateArray().Select(function => function.GetProperty("name").GetString());
        Assert.Equal(["private-orders"], names);

        AssertSame(await InvokeAsync("private-none"), "private-none", await InvokeAsync("private-echo"), "private-echo");
        Assert.Equal(200, (await InvokeAsync("private-orders")).Json.GetProperty("result").GetProperty("structuredContent").GetProperty("execution_result").GetProperty("status_code").GetInt32());
        Assert.True((await _manager.CallAsync(era, "get_function_schema", """{"function_name":"private-orders"}""")).Json.TryGetProperty("error", out _));

        Task<(HttpStatusCode Status, JsonElement Json)> InvokeAsync(string function) =>
            _manager.CallAsync(era, "invoke_function", $$$"""{"function_name":"{{{function}}}","payload":{}}""");
    }

    // A cache between callers that took a list for everybody's would show one caller what another may see.
    [Fact]
    public async Task Two_callers_get_different_lists_and_reads_from_one_URL_so_none_may_be_kept_for_both()
    {
        foreach (var method in new[] { "tools/list", "resources/list", "resources/templates/list", "prompts/list" })
        {
            var (wide, narrow) = ((await _wide.AskAsync(2026, method)).Json.GetProperty("result"), (await _narrow.AskAsync(2026, method)).Json.GetProperty("result"));
            Assert.NotEqual(wide.GetRawText(), narrow.GetRawText());
            Assert.Equal(("private", "private"), (wide.GetProperty("cacheScope").GetString(), narrow.GetProperty("cacheScope").GetString()));
        }

        var read = (await _wide.AskAsync(2026, "resources/read", "\"uri\":\"auth://open/b\"", "auth://open/b")).Json.GetProperty("result");
        Assert.Equal("private", read.GetProperty("cacheScope").GetString());
    }

    [Fact]
    public async Task What_everybody_may_keep_says_nothing_of_rights()
    {
        var (wide, narrow) = ((await _wide.AskAsync(2026, "server/discover")).Json.GetProperty("result"), (await _narrow.AskAsync(2026, "server/discover")).Json.GetProperty("result"));

        Assert.Equal("public", wide.GetProperty("cacheScope").GetString());
        Assert.Equal(wide.GetRawText(), narrow.GetRawText());
    }

    [Fact]
    public async Task The_scope_for_managing_gives_no_right_to_register_and_a_signature_none_to_call()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, stack.Ready.RegisterUrl);
        request.Headers.Authorization = new("Bearer", AuthorizationDeployment.Wide);
        using var registrations = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, registrations.StatusCode);

        using var signed = new SignedHttp(stack.Ready);
        using var call = await signed.SendAsync(HttpMethod.Post, stack.Ready.McpUrl, """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, call.StatusCode);
    }

    public void Dispose()
    {
        _wide.Dispose();
        _narrow.Dispose();
        _manager.Dispose();
    }

    private static void AssertSame((HttpStatusCode Status, JsonElement Json) missing, string missingName, (HttpStatusCode Status, JsonElement Json) hidden, string hiddenName)
    {
        Assert.Equal(missing.Status, hidden.Status);
        Assert.Equal(missing.Json.GetRawText().Replace(missingName, hiddenName, StringComparison.Ordinal), hidden.Json.GetRawText());
    }
}
