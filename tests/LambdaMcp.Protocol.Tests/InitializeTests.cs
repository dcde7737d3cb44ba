using System.Text.Json;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tests.Streams;

namespace LambdaMcp.Protocol.Tests;

public sealed class InitializeTests
{
    [Theory]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("1999-01-01", "2025-11-25")]
    public async Task The_version_is_the_clients_or_else_the_latest(string requested, string agreed)
    {
        var answer = await new McpHost().PostAsync(McpHost.Initialize.Replace("2025-11-25", requested, StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
        Assert.Equal(agreed, answer.Json.GetProperty("result").GetProperty("protocolVersion").GetString());
    }

    [Fact]
    public async Task The_answer_names_the_server_and_its_capabilities()
    {
        var options = new McpEndpointOptions { ServerName = "demo", ServerVersion = "7.0", Instructions = "Look before you leap." };

        var result = (await new McpHost(options: options).PostAsync(McpHost.Initialize)).Json.GetProperty("result");

        Assert.Equal("demo", result.GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Equal("7.0", result.GetProperty("serverInfo").GetProperty("version").GetString());
        Assert.Equal("Look before you leap.", result.GetProperty("instructions").GetString());
        Assert.Equal(JsonValueKind.Object, result.GetProperty("capabilities").GetProperty("tools").ValueKind);
    }

    [Fact]
    public async Task A_session_id_is_visible_ascii_and_never_twice_the_same()
    {
        var host = new McpHost();

        var first = await host.OpenSessionAsync();
        var second = await host.OpenSessionAsync();

        Assert.NotEqual(first, second);
        Assert.All(first, character => Assert.InRange(character, '\x21', '\x7E'));
        Assert.True(first.Length >= 32);
    }

    [Fact]
    public async Task A_session_that_takes_long_to_open_has_its_id_in_the_answers_header_all_the_same()
    {
        var store = new SlowStore();
        var host = new McpHost(store: store);
        var opening = host.Open("POST", McpHost.Initialize);
        host.Pass(40);

        Undisturbed.Run(store.Opened.SetResult);
        await opening.ServedAsync();

        Assert.NotEmpty(opening.Headers["Mcp-Session-Id"].ToString());
        Assert.StartsWith("{", opening.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_store_no_session_is_minted_and_none_is_needed()
    {
        var host = new McpHost(sessions: false);

        var initialize = await host.PostAsync(McpHost.Initialize);
        var ping = await host.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""");

        Assert.False(initialize.Headers.ContainsKey("Mcp-Session-Id"));
        Assert.Equal(200, ping.Status);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":7}}""")]
    public async Task Without_a_protocol_version_the_params_are_invalid(string body)
    {
        var answer = await new McpHost().PostAsync(body);

        Assert.Equal(-32602, answer.ErrorCode);
        Assert.Contains("protocolVersion", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clientInfo")]
    [InlineData("capabilities")]
    public async Task What_a_session_cannot_keep_is_refused_before_it_is_stored(string member)
    {
        var huge = $$$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","{{{member}}}":{"name":"{{{new string('x', 64 * 1024)}}}"} } }""";

        var answer = await new McpHost().PostAsync(huge);

        Assert.Equal(-32602, answer.ErrorCode);
        Assert.Contains(member, answer.ErrorMessage, StringComparison.Ordinal);
        Assert.False(answer.Headers.ContainsKey("Mcp-Session-Id"));
    }

    private sealed class SlowStore : ISessionStore
    {
        public TaskCompletionSource Opened { get; } = new();

        public Task CreateAsync(SessionRecord session, CancellationToken cancellationToken) => Opened.Task;

        public Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<SessionRecord?>(null);

        public Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
