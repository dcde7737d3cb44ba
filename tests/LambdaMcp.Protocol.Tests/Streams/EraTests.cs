using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>Two clients of different eras at one endpoint know nothing of each other.</summary>
public sealed class EraTests
{
    private readonly StreamHost _host = new();
    private McpRequest Last => ((EchoCatalog)_host.Tools).LastRequest!;

    [Fact]
    public async Task A_stateless_request_sees_nothing_of_a_session_that_it_names()
    {
        var session = await _host.One.OpenSessionAsync(capabilities: """{"roots":{}}""");
        await _host.One.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}""", session);

        var answer = await CallStatelessAsync(session);

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("Mcp-Session-Id"));
        Assert.Null(Last.Session);
        Assert.Null(Last.LogLevel);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task No_session_is_looked_for_minted_or_echoed(string session)
    {
        var answer = await CallStatelessAsync(session);

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("Mcp-Session-Id"));
    }

    [Fact]
    public async Task A_request_in_a_session_has_nothing_of_stateless_ones()
    {
        var session = await _host.One.OpenSessionAsync();
        await CallStatelessAsync(session);

        var answer = await _host.One.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{}}}""", session);

        Assert.False(Last.IsStateless);
        Assert.Equal("2025-11-25", Last.ProtocolVersion);
        Assert.False(answer.Json.GetProperty("result").TryGetProperty("resultType", out _));
    }

    [Fact]
    public async Task A_session_cannot_cancel_a_stateless_request_nor_the_other_way_round()
    {
        var proceed = new TaskCompletionSource();
        var host = new StreamHost(tools: new ScriptedTool(async (_, cancellationToken) =>
        {
            await proceed.Task.WaitAsync(cancellationToken);
            return McpResult.Empty;
        }));
        var session = await host.One.OpenSessionAsync();
        var old = host.One.Open("POST", ScriptedTool.Call, session);
        var stateless = host.One.Open("POST", StreamHost.Stateless("tools/call", "\"name\":\"scripted\"", "5"), session, change: Stateless("scripted"));

        stateless.Abort();
        await stateless.ServedAsync();
        Assert.Equal(202, (await host.One.PostAsync(
            """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}""", session,
            change: request => request.Headers["MCP-Protocol-Version"] = "2026-07-28")).Status);
        host.Pass(2);
        Assert.False(old.IsServed);
        Undisturbed.Run(proceed.SetResult);
        await old.ServedAsync();

        Assert.Equal(JsonValueKind.Object, old.Json.GetProperty("result").ValueKind);
    }

    [Fact]
    public async Task A_stateless_stream_is_not_recorded_and_a_last_event_id_means_nothing_to_it()
    {
        var host = new StreamHost(tools: new ScriptedTool(async (request, cancellationToken) =>
        {
            await ScriptedTool.SayAsync(request, "hello", cancellationToken);
            return McpResult.Empty;
        }));

        var call = host.One.Open("POST", StreamHost.Stateless("tools/call", "\"name\":\"scripted\"", "5"), change: request =>
        {
            Stateless("scripted")(request);
            request.Headers["Last-Event-ID"] = "changes.1";
        });
        await call.ServedAsync();

        Assert.Equal(2, call.Messages.Count);
        Assert.All(call.Events, one => Assert.Null(one.Id));
        Assert.Equal(0, host.Log.Count);
    }

    private Task<McpHost.Answer> CallStatelessAsync(string session) =>
        _host.One.PostAsync(StreamHost.Stateless("tools/call", "\"name\":\"echo\",\"arguments\":{}"), session, change: Stateless("echo"));

    private static Action<HttpRequest> Stateless(string tool) => request =>
    {
        request.Headers["MCP-Protocol-Version"] = "2026-07-28";
        request.Headers["Mcp-Method"] = "tools/call";
        request.Headers["Mcp-Name"] = tool;
    };
}
