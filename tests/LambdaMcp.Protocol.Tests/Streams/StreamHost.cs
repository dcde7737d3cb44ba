using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using LambdaMcp.Protocol.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>Instances of an endpoint with all that streams need, which share what instances share.</summary>
internal sealed class StreamHost
{
    private readonly InMemorySessionStore _sessions;
    private readonly Mailboxes.InMemoryMailbox _mailbox;
    private readonly Sealing.ISealingKeys _keys = new FixedKeys();
    private readonly McpEndpointOptions _options;
    private readonly bool _hasLog;
    private readonly Action<IServiceCollection>? _more;

    public StreamHost(McpEndpointOptions? options = null, IToolCatalog? tools = null, bool log = true, Action<IServiceCollection>? more = null)
    {
        _options = options ?? new();
        _sessions = new(Time);
        _mailbox = new(Time);
        _hasLog = log;
        _more = more;
        Log = new(Time);
        Tools = tools ?? new EchoCatalog();
        One = Instance();
        Other = Instance();
    }

    public ManualTime Time { get; } = new();

    public ManualChanges Changes { get; } = new();

    public MemoryLog Log { get; }

    public IToolCatalog Tools { get; }

    public McpHost One { get; }

    public McpHost Other { get; }

    public void Pass(int seconds) => One.Pass(seconds);

    /// <summary>A client in a session opens a stream to listen.</summary>
    public Connection Get(string session, string? lastEventId = null, McpHost? instance = null, Action<HttpRequest>? change = null) =>
        (instance ?? One).Open("GET", null, session, change: request =>
        {
            request.Headers.Accept = "text/event-stream";
            if (lastEventId is not null)
                request.Headers["Last-Event-ID"] = lastEventId;
            change?.Invoke(request);
        });

    /// <summary>A stateless client listens.</summary>
    public Connection Listen(string filter, string id = "7", string capabilities = "{}") => One.Open("POST", Stateless("subscriptions/listen", $"\"notifications\":{filter}", id, capabilities), change: request =>
    {
        request.Headers["MCP-Protocol-Version"] = "2026-07-28";
        request.Headers["Mcp-Method"] = "subscriptions/listen";
    });

    public static string Stateless(string method, string parameters, string id = "7", string capabilities = "{}") =>
        $$$"""
        {"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientCapabilities":{{{capabilities}}}},{{{parameters}}}}}
        """;

    private McpHost Instance() => new(options: _options, tools: Tools, time: Time, store: _sessions, add: services =>
    {
        services.AddSingleton<IChangeSource>(Changes).AddSingleton<IResourceUpdates>(Changes).AddSingleton(_keys);
        services.AddSingleton<Mailboxes.IMailbox>(_mailbox);
        services.AddSingleton<IResourceCatalog>(new TwoResources()).AddSingleton<IPromptCatalog>(new TwoResources());
        _more?.Invoke(services);
        if (_hasLog)
            services.AddSingleton<IEventLog>(Log);
    });

    private sealed class FixedKeys : Sealing.ISealingKeys
    {
        public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken) => new([new byte[32]]);
    }
}
