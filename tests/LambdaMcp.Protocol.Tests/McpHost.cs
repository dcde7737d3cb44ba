using System.Security.Claims;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tests.Streams;
using LambdaMcp.Protocol.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests;

/// <summary>The endpoint in an ASP.NET Core pipeline without a server.</summary>
internal sealed class McpHost
{
    public const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private readonly RequestDelegate _pipeline;
    private readonly ServiceProvider _services;

    public McpHost(
        bool sessions = true, McpEndpointOptions? options = null, IToolCatalog? tools = null, ManualTime? time = null, ISessionStore? store = null,
        Action<IServiceCollection>? add = null)
    {
        Time = time ?? new();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(tools ?? new EchoCatalog());
        if (sessions)
            services.AddSingleton(store ?? new InMemorySessionStore(Time));
        add?.Invoke(services);
        options ??= new();
        _services = services.AddMcpEndpoint(options).BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        app.UseMcpCrossOriginAccess(options);
        app.MapMcp("/mcp");
        app.MapMcpLegacySse();
        _pipeline = app.Build();
    }

    public ManualTime Time { get; }

    public async Task<string> OpenSessionAsync(string user = "alice", string version = "2025-11-25", string capabilities = "{}") =>
        (await PostAsync(InitializeWith(version, capabilities), user: user)).Headers["Mcp-Session-Id"].ToString();

    public static string InitializeWith(string version, string capabilities = "{}") =>
        Initialize.Replace("2025-11-25", version, StringComparison.Ordinal).Replace("\"capabilities\":{}", $"\"capabilities\":{capabilities}", StringComparison.Ordinal);

    public Task<Answer> PostAsync(string body, string? session = null, string user = "alice", Action<HttpRequest>? change = null) =>
        SendAsync("POST", body, session, user, change);

    public async Task<Answer> SendAsync(string method, string? body, string? session = null, string user = "alice", Action<HttpRequest>? change = null)
    {
        var context = Context(method, body, session, user, change);
        var output = new MemoryStream();
        context.Response.Body = output;
        await _pipeline(context);
        return new(context.Response.StatusCode, context.Response.Headers, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>Sends a request whose answer takes time. When this returns, the endpoint waits for something: the clock, or the test.</summary>
    public Connection Open(string method, string? body, string? session = null, string user = "alice", Action<HttpRequest>? change = null)
    {
        var context = Context(method, body, session, user, change);
        var connection = new Connection(context);
        Undisturbed.Run(() => connection.Serve(_pipeline(context)));
        return connection;
    }

    /// <summary>Lets time go by in steps of a second, each of which everything has come to rest after.</summary>
    public void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
            Undisturbed.Run(() => Time.Advance(TimeSpan.FromSeconds(1)));
    }

    private DefaultHttpContext Context(string method, string? body, string? session, string user, Action<HttpRequest>? change)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, user)], "test"));
        var request = context.Request;
        request.Method = method;
        request.Path = "/mcp";
        request.Host = new("mcp.example.com");
        request.ContentType = "application/json";
        request.Headers.Accept = "application/json, text/event-stream";
        if (session is not null)
            request.Headers["Mcp-Session-Id"] = session;
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        request.Body = new MemoryStream(bytes);
        request.ContentLength = bytes.Length;
        change?.Invoke(request);
        return context;
    }

    internal sealed record Answer(int Status, IHeaderDictionary Headers, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public int ErrorCode => Json.GetProperty("error").GetProperty("code").GetInt32();

        public string ErrorMessage => Json.GetProperty("error").GetProperty("message").GetString()!;
    }
}
