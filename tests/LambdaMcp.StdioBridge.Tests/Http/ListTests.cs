using System.Security.Claims;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.Tests.Http;

public sealed class ListTests
{
    private const string Definition =
        """{"name":"b","title":"B","inputSchema":{"type":"object"},"outputSchema":{"type":"object"},"annotations":{"readOnlyHint":true},"icons":[{"src":"data:,"}],"execution":{"taskSupport":"optional"},"_meta":{"x/y":[1,2]}}""";

    [Fact]
    public async Task All_pages_are_one_list_by_name_of_definitions_as_the_server_wrote_them()
    {
        var server = new FakeServer().Answer("tools/list", request => request.Params.TryGetProperty("cursor", out var cursor)
            ? cursor.GetString() == "2" ? """{"tools":[{"name":"a","inputSchema":{}}]}""" : "{}"
            : $$"""{"tools":[{{Definition}}],"nextCursor":"2"}""");
        await using var host = new EndpointHost(server);

        var tools = (await host.AskAsync("tools/list")).GetProperty("result").GetProperty("tools");

        Assert.Equal(["a", "b"], Names(tools));
        Assert.Equal(Definition, tools[1].GetRawText());
    }

    [Fact]
    public async Task A_list_without_an_end_is_given_up_before_it_fills_the_memory()
    {
        var page = $$$"""{"tools":[{"name":"a","description":"{{{new string('x', 1 << 20)}}}","inputSchema":{}}],"nextCursor":"a"}""";
        var server = new FakeServer().Answer("tools/list", page);
        await using var host = new EndpointHost(server);

        Assert.Equal(-32603, Code(await host.AskAsync("tools/list")));
        Assert.InRange(server.Times("tools/list"), 2, 40);
    }

    [Fact]
    public async Task A_tool_whose_calls_must_be_tasks_is_left_out()
    {
        var server = new FakeServer().Answer("tools/list", """{"tools":[{"name":"slow","inputSchema":{},"execution":{"taskSupport":"required"}},{"name":"a","inputSchema":{}}]}""");
        await using var host = new EndpointHost(server);

        Assert.Equal(["a"], Names((await host.AskAsync("tools/list")).GetProperty("result").GetProperty("tools")));
    }

    [Fact]
    public async Task A_list_is_read_once_until_it_changes_or_the_server_begins_anew_or_a_minute_has_passed()
    {
        var server = new FakeServer().Answer("tools/list", """{"tools":[]}""");
        await using var host = new EndpointHost(server);

        await host.AskAsync("tools/list");
        await host.AskAsync("tools/list");
        Assert.Equal(1, server.Times("tools/list"));

        host.Hear("notifications/prompts/list_changed");
        await host.AskAsync("tools/list");
        Assert.Equal(1, server.Times("tools/list"));

        host.Hear("notifications/tools/list_changed");
        await host.AskAsync("tools/list");
        Assert.Equal(2, server.Times("tools/list"));

        server.BeginAnew();
        await host.AskAsync("tools/list");
        Assert.Equal(3, server.Times("tools/list"));

        host.Time.Advance(TimeSpan.FromSeconds(61));
        await host.AskAsync("tools/list");
        Assert.Equal(4, server.Times("tools/list"));
    }

    [Fact]
    public async Task A_server_without_templates_has_an_empty_list_of_them()
    {
        var server = new FakeServer().Answer("resources/templates/list", _ => throw new McpErrorException("Method not found", (int)McpErrorCode.MethodNotFound));
        await using var host = new EndpointHost(server);

        Assert.Equal(0, (await host.AskAsync("resources/templates/list")).GetProperty("result").GetProperty("resourceTemplates").GetArrayLength());
    }

    [Fact]
    public async Task Marks_differ_when_a_list_does_and_only_then()
    {
        var names = "a";
        var server = new FakeServer().Answer("tools/list", _ => $$$"""{"tools":[{"name":"{{{names}}}","inputSchema":{}}]}""")
            .Answer("prompts/list", """{"prompts":[]}""").Answer("resources/list", """{"resources":[]}""").Answer("resources/templates/list", "{}");
        await using var host = new EndpointHost(server);
        var changes = host.Get<IChangeSource>();
        var request = new McpRequest { Id = default, Method = "", Params = default, ProtocolVersion = "2025-11-25", Principal = "alice" };

        var before = await changes.ReadAsync(request, TestContext.Current.CancellationToken);
        host.Hear("notifications/tools/list_changed");
        var same = await changes.ReadAsync(request, TestContext.Current.CancellationToken);
        names = "b";
        host.Hear("notifications/tools/list_changed");
        var after = await changes.ReadAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(before, same);
        Assert.NotEqual(before.Tools, after.Tools);
        Assert.Equal((before.Prompts, before.Resources), (after.Prompts, after.Resources));
    }

    [Fact]
    public async Task Whoever_is_narrowed_to_some_entries_sees_and_gets_no_others()
    {
        var server = new FakeServer().Answer("tools/list", """{"tools":[{"name":"a","inputSchema":{}},{"name":"b","inputSchema":{}}]}""")
            .Answer("prompts/list", """{"prompts":[{"name":"a"},{"name":"b"}]}""")
            .Answer("resources/list", """{"resources":[{"uri":"r:a","name":"a"},{"uri":"r:b","name":"b"}]}""");
        await using var host = new EndpointHost(server);
        Claim[] narrow = [new("tools", """["a"]"""), new("prompts", """["b"]"""), new("resources", """["r:b"]""")];

        Assert.Equal(["a"], Names((await host.AskAsync("tools/list", "{}", narrow)).GetProperty("result").GetProperty("tools")));
        Assert.Equal(["b"], Names((await host.AskAsync("prompts/list", "{}", narrow)).GetProperty("result").GetProperty("prompts")));
        Assert.Equal(["b"], Names((await host.AskAsync("resources/list", "{}", narrow)).GetProperty("result").GetProperty("resources")));
        Assert.Equal(-32602, Code(await host.AskAsync("tools/call", """{"name":"b"}""", narrow)));
        Assert.Equal(-32602, Code(await host.AskAsync("prompts/get", """{"name":"a"}""", narrow)));
        Assert.Equal(-32002, Code(await host.AskAsync("resources/read", """{"uri":"r:a"}""", narrow)));
        Assert.Equal(-32002, Code(await host.AskAsync("resources/subscribe", """{"uri":"r:a"}""", narrow)));
        Assert.DoesNotContain(server.Asked, request => !request.Method.EndsWith("/list", StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Names(JsonElement entries) => entries.EnumerateArray().Select(entry => entry.GetProperty("name").GetString());

    private static int Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();
}
