using LambdaMcp.Protocol.Mailboxes;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class CancellationTests
{
    private const string Cancel = """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}""";

    private readonly TaskCompletionSource _proceed = new();
    private readonly ScriptedTool _tool;

    public CancellationTests() => _tool = new(async (request, cancellationToken) =>
    {
        await _proceed.Task.WaitAsync(cancellationToken);
        return McpResult.Empty;
    });

    [Fact]
    public async Task A_cancellation_reaches_the_instance_that_works_and_the_request_is_not_answered()
    {
        var host = new StreamHost(tools: _tool);
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);

        Assert.Equal(202, (await host.Other.PostAsync(Cancel, session)).Status);
        Assert.False(_tool.LastToken.IsCancellationRequested);
        host.Pass(1);
        await call.ServedAsync();

        Assert.True(_tool.LastToken.IsCancellationRequested);
        Assert.Equal(200, call.Status);
        Assert.Empty(call.Body);
    }

    [Fact]
    public async Task Who_follows_a_cancelled_request_sees_its_stream_end()
    {
        var host = new StreamHost(tools: _tool);
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        host.Pass(15);
        call.Abort();
        var rest = host.Get(session, call.Events[0].Id, host.Other);

        await host.Other.PostAsync(Cancel, session);
        host.Pass(2);
        await call.ServedAsync();
        host.Pass(1);
        await rest.ServedAsync();

        Assert.Empty(rest.Messages);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":6}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"5"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}""")]
    public async Task A_cancellation_of_something_else_is_ignored(string cancel)
    {
        var host = new StreamHost(tools: _tool);
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);

        Assert.Equal(202, (await host.One.PostAsync(cancel, session)).Status);
        Assert.Equal(202, (await host.One.PostAsync(Cancel, await host.One.OpenSessionAsync())).Status);
        host.Pass(3);
        Undisturbed.Run(_proceed.SetResult);
        await call.ServedAsync();

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", call.Body);
    }

    [Fact]
    public async Task In_a_session_a_lost_connection_cancels_nothing()
    {
        var host = new StreamHost(tools: _tool);
        var call = host.One.Open("POST", ScriptedTool.Call, await host.One.OpenSessionAsync());

        call.Abort();

        Assert.False(_tool.LastToken.IsCancellationRequested);
        Assert.False(call.IsServed);
        Undisturbed.Run(_proceed.SetResult);
        await call.ServedAsync();
    }

    [Fact]
    public async Task A_stateless_request_is_cancelled_by_a_lost_connection()
    {
        var host = new StreamHost(tools: _tool);
        var call = host.One.Open("POST", StreamHost.Stateless("tools/call", "\"name\":\"scripted\"", "5"), change: request =>
        {
            request.Headers["MCP-Protocol-Version"] = "2026-07-28";
            request.Headers["Mcp-Method"] = "tools/call";
            request.Headers["Mcp-Name"] = "scripted";
        });

        call.Abort();
        await call.ServedAsync();

        Assert.True(_tool.LastToken.IsCancellationRequested);
        Assert.Empty(call.Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_is_answered_before_the_host_would_end_it(bool isConnected)
    {
        var options = new McpEndpointOptions();
        var host = new StreamHost(options, _tool);
        var session = await host.One.OpenSessionAsync();
        var deadline = host.Time.Now.AddSeconds(10);
        options.Deadline = _ => deadline;
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        if (!isConnected)
            call.Abort();

        host.Pass(8);
        Assert.False(call.IsServed);
        host.Pass(1);
        await call.ServedAsync();

        Assert.Equal(isConnected, call.Body.Contains("in the time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_mailbox_is_read_once_a_second_at_most_also_while_the_client_is_asked()
    {
        var mailbox = new CountingMailbox();
        var host = new StreamHost(tools: new ScriptedTool((_, _) => Task.FromResult(ScriptedTool.Ask())), add: services => services.AddSingleton<IMailbox>(mailbox));
        var session = await host.One.OpenSessionAsync(capabilities: """{"roots":{}}""");
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Assert.Equal("roots/list", call.Messages[0].GetProperty("method").GetString());

        host.Pass(20);
        Assert.InRange(mailbox.Reads, 18, 22);
        await host.One.PostAsync(Cancel, session);
        host.Pass(4);
        await call.ServedAsync();

        Assert.Single(call.Messages);
    }

    [Fact]
    public async Task A_look_that_is_broken_off_by_the_answer_and_fails_keeps_nothing_from_the_client()
    {
        var mailbox = new CountingMailbox { BreakOff = new IOException("The connection was reset.") };
        var host = new StreamHost(tools: _tool, add: services => services.AddSingleton<IMailbox>(mailbox));
        var call = host.One.Open("POST", ScriptedTool.Call, await host.One.OpenSessionAsync());
        host.Pass(1);
        Assert.Equal(1, mailbox.Reads);

        Undisturbed.Run(_proceed.SetResult);
        await call.ServedAsync();

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", call.Body);
    }

    [Fact]
    public async Task A_cancellation_of_an_earlier_request_with_the_same_id_is_ignored()
    {
        var host = new StreamHost(tools: _tool);
        var session = await host.One.OpenSessionAsync();
        await host.Other.PostAsync(Cancel, session);
        host.Pass(5);

        var call = host.One.Open("POST", ScriptedTool.Call, session);
        host.Pass(3);
        Undisturbed.Run(_proceed.SetResult);
        await call.ServedAsync();

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", call.Body);
    }

    [Fact]
    public async Task A_batch_costs_one_look_however_many_its_requests_are_and_each_is_cancelled_by_itself()
    {
        var mailbox = new CountingMailbox();
        var host = new StreamHost(tools: _tool, add: services => services.AddSingleton<IMailbox>(mailbox));
        var session = await host.One.OpenSessionAsync(version: "2025-03-26");
        var other = ScriptedTool.Call.Replace("\"id\":5", "\"id\":6", StringComparison.Ordinal);
        var call = host.One.Open("POST", $"[{ScriptedTool.Call},{other}]", session);

        host.Pass(2);
        Assert.Equal(2, mailbox.Reads);
        await host.Other.PostAsync(Cancel, session);
        host.Pass(1);
        Undisturbed.Run(_proceed.SetResult);
        await call.ServedAsync();

        Assert.Equal("""[{"jsonrpc":"2.0","id":6,"result":{}}]""", call.Body);
    }

    [Fact]
    public async Task A_request_that_is_over_quickly_costs_no_look()
    {
        var mailbox = new CountingMailbox();
        var host = new StreamHost(add: services => services.AddSingleton<IMailbox>(mailbox));

        await host.One.PostAsync("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"echo"}}""", await host.One.OpenSessionAsync());

        Assert.Equal(0, mailbox.Reads);
    }

    private sealed class CountingMailbox : IMailbox
    {
        private readonly InMemoryMailbox _mailbox = new(new ManualTime());

        public int Reads { get; private set; }

        /// <summary>Makes looks for cancellations last until they are broken off, and fail with this then.</summary>
        public Exception? BreakOff { get; init; }

        public Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
            _mailbox.OpenAsync(sessionId, requestId, expiresAt, cancellationToken);

        public Task<bool> TryAnswerAsync(string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken) =>
            _mailbox.TryAnswerAsync(sessionId, requestId, response, cancellationToken);

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken)
        {
            Reads++;
            return _mailbox.ReadAsync(sessionId, requestId, cancellationToken);
        }

        public Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
            _mailbox.CloseAsync(sessionId, requestId, cancellationToken);

        public Task CancelAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
            _mailbox.CancelAsync(sessionId, requestId, expiresAt, cancellationToken);

        public async Task<IReadOnlyCollection<string>> FindCancelledAsync(
            string sessionId, IReadOnlyCollection<string> requestKeys, DateTimeOffset since, CancellationToken cancellationToken)
        {
            Reads++;
            if (BreakOff is null)
                return await _mailbox.FindCancelledAsync(sessionId, requestKeys, since, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw BreakOff;
        }
    }
}
