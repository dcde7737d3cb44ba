using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioClient.Wire;

namespace LambdaMcp.StdioClient.Tests.Wire;

/// <summary>A server whose every word a test says, and the connection to it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly Pipe _toServer = new(new(pauseWriterThreshold: 0));
    private readonly Pipe _fromServer = new(new(pauseWriterThreshold: 0));
    private readonly StreamReader _input;
    private readonly Stream _output;

    public ScriptedServer(StdioServerOptions? options = null, TimeProvider? time = null, bool probes = true)
    {
        Options = options ?? new() { Command = "server", ClientCapabilities = ["elicitation", "sampling", "roots"] };
        _input = new(_toServer.Reader.AsStream());
        _output = _fromServer.Writer.AsStream();
        Connection = new(_toServer.Writer.AsStream(), _fromServer.Reader.AsStream(), Options, Log, time ?? TimeProvider.System, probes);
        Connection.Notified += (method, parameters) => Notified.Enqueue((method, Encoding.UTF8.GetString(parameters.Span)));
    }

    public StdioServerOptions Options { get; }

    public LogLines Log { get; } = new();

    public ServerConnection Connection { get; }

    public System.Collections.Concurrent.ConcurrentQueue<(string Method, string Params)> Notified { get; } = new();

    /// <summary>A server of the last revision with sessions, after its handshake.</summary>
    public static async Task<ScriptedServer> LegacyAsync(
        string capabilities = """{"tools":{},"resources":{"subscribe":true},"logging":{}}""", StdioServerOptions? options = null, TimeProvider? time = null)
    {
        var server = new ScriptedServer(options, time);
        var opened = server.Connection.OpenAsync(TestContext.Current.CancellationToken).AsTask();
        server.Refuse(await server.ReadAsync("server/discover"), -32601);
        server.Answer(await server.ReadAsync("initialize"), $$$"""{"protocolVersion":"2025-11-25","serverInfo":{"name":"scripted","version":"1"},"capabilities":{{{capabilities}}} }""");
        await server.ReadAsync("notifications/initialized");
        await opened.WaitAsync(Longest);
        return server;
    }

    /// <summary>A server of the stateless revision, after its handshake.</summary>
    public static async Task<ScriptedServer> StatelessAsync(string capabilities = """{"tools":{},"resources":{"subscribe":true}}""", StdioServerOptions? options = null)
    {
        var server = new ScriptedServer(options);
        var opened = server.Connection.OpenAsync(TestContext.Current.CancellationToken).AsTask();
        server.Answer(
            await server.ReadAsync("server/discover"),
            $$$"""{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{{{capabilities}}},"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"scripted","version":"2"} } }""");
        await opened.WaitAsync(Longest);
        return server;
    }

    public static McpRequest Request(string method = "tools/call", string parameters = """{"name":"one","arguments":{}}""") => new()
    {
        Id = default,
        Method = method,
        Params = Json(parameters),
        ProtocolVersion = "2025-11-25",
        Principal = "somebody",
        ClientCapabilities = Json("""{"elicitation":{},"sampling":{},"roots":{}}"""),
    };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static string Text(McpResult result) => WrittenJson.ObjectOf(result.WriteWithMeta).GetRawText();

    public Task<McpResult> CallAsync(McpRequest? request = null, CancellationToken? cancellationToken = null) =>
        Connection.CallAsync(request ?? Request(), cancellationToken ?? TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest);

    /// <summary>The next message, which must have this method.</summary>
    public async Task<JsonNode> ReadAsync(string? method)
    {
        var line = await _input.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest);
        var message = JsonNode.Parse(line ?? throw new EndOfStreamException())!;
        Assert.Equal(method, (string?)message["method"]);
        return message;
    }

    /// <summary>Whether nothing was written that has not been read: a message of the server's own goes there and back.</summary>
    public async Task ExpectSilenceAsync()
    {
        Say("""{"jsonrpc":"2.0","id":"silence","method":"ping"}""");
        var answer = await ReadAsync(null);
        Assert.Equal("silence", (string?)answer["id"]);
    }

    /// <summary>The next message, which must answer a request of the server's.</summary>
    public async Task<JsonNode> ReadAnswerAsync(string id)
    {
        var answer = await ReadAsync(null);
        Assert.Equal(id, (string?)answer["id"]);
        return answer;
    }

    public void Answer(JsonNode request, string result) => Say($$"""{"jsonrpc":"2.0","id":{{request["id"]!.ToJsonString()}},"result":{{result}}}""");

    public void Refuse(JsonNode request, int code, string data = "null") =>
        Say($$$"""{"jsonrpc":"2.0","id":{{{request["id"]!.ToJsonString()}}},"error":{"code":{{{code}}},"message":"No","data":{{{data}}}}}""");

    public void Ask(string id, string method = "elicitation/create", string parameters = """{"message":"Who?","requestedSchema":{"type":"object","properties":{}}}""") =>
        Say($$"""{"jsonrpc":"2.0","id":"{{id}}","method":"{{method}}","params":{{parameters}}}""");

    public void Notify(string method, string parameters) => Say($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}}}""");

    public void Say(string line) => Say(Encoding.UTF8.GetBytes(line + "\n"));

    public void Say(byte[] bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>Ends as a process does.</summary>
    public void End() => _fromServer.Writer.Complete();

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
