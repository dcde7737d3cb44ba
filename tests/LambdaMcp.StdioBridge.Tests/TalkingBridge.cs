using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.StdioBridge.AgentCore;
using LambdaMcp.StdioBridge.Events;
using LambdaMcp.StdioBridge.JsonRpc;
using LambdaMcp.StdioBridge.Records;
using LambdaMcp.StdioBridge.Settings;
using LambdaMcp.StdioClient;
using LambdaMcp.Telemetry.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.StdioBridge.Tests;

/// <summary>The bridge's parts before a server of their own.</summary>
internal sealed class TalkingBridge : IAsyncDisposable
{
    private readonly StdioServerClient _server;
    private readonly JsonRpcFront _jsonRpc;

    public TalkingBridge(StdioServerOptions? options = null)
    {
        var label = new ServerLabel("talking-mcp", "Talking Server");
        _server = new(options ?? TalkingServer.Options, NullLogger<StdioServerClient>.Instance, TimeProvider.System);
        var calls = new RecordedCalls(_server.CallAsync, Written.Calls);
        _jsonRpc = new(_server, calls, new(_server), label, TimeProvider.System, NullLogger<JsonRpcFront>.Instance);
        Invocations = new(_jsonRpc, new(calls, label, NullLogger<AgentCoreFront>.Instance), TimeProvider.System);
    }

    public BridgeInvocations Invocations { get; }

    /// <summary>What was written down.</summary>
    public WrittenRecords Written { get; } = new();

    /// <summary>The answer to a direct invocation.</summary>
    public async Task<JsonNode> InvokeAsync(string json, params (string Key, string Value)[] custom)
    {
        var context = new InvocationContext { Custom = custom.ToDictionary(entry => entry.Key, entry => entry.Value), RemainingTime = TimeSpan.FromSeconds(30) };
        var payload = await Invocations.HandleAsync(Encoding.UTF8.GetBytes(json), context);
        return (await JsonNode.ParseAsync(payload!, cancellationToken: TestContext.Current.CancellationToken))!;
    }

    /// <summary>The messages that an endpoint gets, whether they are streamed or not.</summary>
    public async Task<(bool IsStreamed, JsonNode[] Messages)> StreamAsync(string json, DateTimeOffset? deadline = null)
    {
        using var sent = new MemoryStream();
        using var message = JsonDocument.Parse(json);
        using var told = JsonDocument.Parse("""{"principal":"ada","protocolVersion":"2025-11-25","requestId":"7"}""");
        var answer = await _jsonRpc.HandleAsync(message.RootElement, new(told.RootElement, deadline, RequestOrigin.Unknown), new(() => sent));
        var text = Encoding.UTF8.GetString(answer.IsEmpty ? sent.ToArray() : answer.Span);
        return (answer.IsEmpty, [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
