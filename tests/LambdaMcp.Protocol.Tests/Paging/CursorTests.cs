using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Tests.Catalogs;
using LambdaMcp.Protocol.Tests.Stateless;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Protocol.Tests.Paging;

public sealed class CursorTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_together_are_the_list(bool stateless)
    {
        var host = new McpHost(options: new() { ListPageSize = 3 }, tools: new ManyTools(10));
        var session = await host.OpenSessionAsync();
        var names = new List<string?>();
        var cursors = new HashSet<string>();

        for (string? cursor = null; ;)
        {
            var parameters = cursor is null ? "{}" : $$"""{"cursor":"{{cursor}}"}""";
            var answer = stateless
                ? await host.AskAsync("tools/list", parameters)
                : await host.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{{parameters}}}""", session);
            var page = answer.Json.GetProperty("result");
            names.AddRange(page.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));
            if (!page.TryGetProperty("nextCursor", out var next))
                break;
            Assert.True(cursors.Add(cursor = next.GetString()!));
        }

        Assert.Equal(ManyTools.Names(10), names);
        Assert.Equal(3, cursors.Count);
    }

    [Fact]
    public async Task A_cursor_survives_that_entries_come_and_go()
    {
        var tools = new ManyTools(10);
        var host = new McpHost(options: new() { ListPageSize = 4 }, tools: tools);
        var cursor = await FirstCursorAsync(host);

        tools.Remove("tool-03");
        tools.Remove("tool-00");
        var page = (await host.AskAsync("tools/list", $$"""{"cursor":"{{cursor}}"}""")).Json.GetProperty("result").GetProperty("tools");

        Assert.Equal(["tool-04", "tool-05", "tool-06", "tool-07"], page.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("!")]
    [InlineData("dG9vbC0wMw")]
    public async Task A_cursor_that_the_server_did_not_give_is_refused(string cursor) =>
        await AssertRefusedAsync(Host(), "tools/list", $"\"{cursor}\"");

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("true")]
    public async Task A_cursor_that_is_no_text_is_refused(string cursor) => await AssertRefusedAsync(Host(), "tools/list", cursor);

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-1)]
    public async Task A_cursor_that_was_tampered_with_is_refused(int position)
    {
        var host = Host();
        var bytes = Base64Url.DecodeFromChars(await FirstCursorAsync(host));
        bytes[position < 0 ? ^1 : position] ^= 1;

        await AssertRefusedAsync(host, "tools/list", $"\"{Base64Url.EncodeToString(bytes)}\"");
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_principal_its_list_and_its_server_alone()
    {
        var host = Host();
        var cursor = $"\"{await FirstCursorAsync(host)}\"";

        await AssertRefusedAsync(host, "tools/list", cursor, user: "mallory");
        await AssertRefusedAsync(host, "prompts/list", cursor);
        await AssertRefusedAsync(host, "resources/list", cursor);
        await AssertRefusedAsync(Host(), "tools/list", cursor);
    }

    [Fact]
    public async Task A_cursor_of_impossible_length_is_refused() =>
        await AssertRefusedAsync(Host(), "tools/list", $"\"{new string('A', 100_000)}\"");

    private static McpHost Host() => new(options: new() { ListPageSize = 1 }, tools: new ManyTools(4), add: Everything.Add);

    private static async Task<string> FirstCursorAsync(McpHost host) =>
        (await host.AskAsync("tools/list")).Json.GetProperty("result").GetProperty("nextCursor").GetString()!;

    private static async Task AssertRefusedAsync(McpHost host, string method, string cursor, string user = "alice")
    {
        var answer = await host.AskAsync(method, $$"""{"cursor":{{cursor}}}""", user: user);

        Assert.True(answer.Json.TryGetProperty("error", out _), answer.Body);
        Assert.Equal(-32602, answer.ErrorCode);
        Assert.Contains("cursor", answer.ErrorMessage, StringComparison.Ordinal);
    }

    private sealed class ManyTools(int count) : IToolCatalog
    {
        private readonly List<string> _names = [.. Names(count)];

        public static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(i => $"tool-{i:00}");

        public void Remove(string name) => _names.Remove(name);

        public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
            new([.. _names.Select(name => new ListEntry(name, Encoding.UTF8.GetBytes($$$"""{"name":"{{{name}}}","inputSchema":{"type":"object"}}""")))]);

        public ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken) => default;
    }
}
