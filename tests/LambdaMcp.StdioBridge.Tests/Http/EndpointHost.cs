using System.Security.Claims;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.StdioBridge.Http;
using LambdaMcp.StdioClient;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.StdioBridge.Tests.Http;

/// <summary>The endpoint over a stdio server, in a pipeline without a web server.</summary>
internal sealed class EndpointHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _pipeline;
    private string? _session;

    public EndpointHost(FakeServer server, McpEndpointOptions? options = null)
    {
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time)
            .AddSingleton<ISessionStore>(new InMemorySessionStore(Time))
            .AddSingleton<IResourceUpdates>(new InMemoryResourceUpdates(Time))
            // Never started: its requests go to the other.
            .AddSingleton(new StdioServerClient(new() { Command = "none" }, NullLogger<StdioServerClient>.Instance, Time))
            .AddServerCatalogs()
            .AddSingleton(server.Requests)
            .AddMcpEndpoint(options ?? new())
            .BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        app.MapMcp("/mcp");
        _pipeline = app.Build();
    }

    public ManualTime Time { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Hear(string method, string parameters = "{}") => ((ServerChanges)Get<IChangeSource>()).Hear(method, Encoding.UTF8.GetBytes(parameters));

    /// <summary>Sends a request in a session.</summary>
    /// <returns>The JSON-RPC answer.</returns>
    public async Task<JsonElement> AskAsync(string method, string parameters = "{}", params Claim[] claims)
    {
        if (_session is null)
        {
            const string Initialize = """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""";
            var opening = await SendAsync("initialize", Initialize, claims, _ => { });
            _session = opening.Response.Headers["Mcp-Session-Id"].ToString();
            if (method == "initialize" || _session.Length == 0)
                return await ReadAsync(opening);
        }

        return await ReadAsync(await SendAsync(method, parameters, claims, request =>
        {
            request.Headers["Mcp-Session-Id"] = _session;
            request.Headers["MCP-Protocol-Version"] = "2025-11-25";
        }));
    }

    /// <summary>Sends a request of the revision without sessions.</summary>
    public async Task<JsonElement> AskStatelessAsync(string method, string members = "", string? name = null)
    {
        const string Meta = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
            """;
        return await ReadAsync(await SendAsync(method, $"{{{Meta}{(members.Length > 0 ? "," : "")}{members}}}", [], request =>
        {
            request.Headers["MCP-Protocol-Version"] = "2026-07-28";
            request.Headers["Mcp-Method"] = method;
            if (name is not null)
                request.Headers["Mcp-Name"] = name;
        }));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<HttpContext> SendAsync(string method, string parameters, Claim[] claims, Action<HttpRequest> change)
    {
        var context = new DefaultHttpContext { RequestServices = _services, User = new(new ClaimsIdentity([new(ClaimTypes.Name, "alice"), .. claims], "test")) };
        context.Request.Method = "POST";
        context.Request.Path = "/mcp";
        context.Request.Headers.Accept = "application/json, text/event-stream";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}"""));
        context.Response.Body = new MemoryStream();
        change(context.Request);
        await _pipeline(context);
        return context;
    }

    private static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        context.Response.Body.Position = 0;
        using var reader = new StreamReader(context.Response.Body);
        var text = await reader.ReadToEndAsync();
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
