using System.Security.Claims;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tasks;
using LambdaMcp.Tools.Methods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Tools.Tests.InProcess;

/// <summary>The endpoint and the gateway with methods of the program's own, behind an ASP.NET Core pipeline without a server.</summary>
internal sealed class OwnServer
{
    private readonly RequestDelegate _pipeline;
    private readonly ServiceProvider _services;

    public OwnServer(
        McpMethod[] methods, Registration[]? registrations = null, CatalogOptions? catalog = null, DiscoveryOptions? discovery = null, string[]? answers = null,
        TimeProvider? time = null, TimeSpan? timeLimit = null, Action<IServiceCollection>? add = null)
    {
        time ??= TimeProvider.System;
        Table = new(registrations ?? []);
        var options = new McpEndpointOptions { DeadlineReserve = TimeSpan.Zero, Deadline = _ => timeLimit is { } limit ? time.GetUtcNow() + limit : null };
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton(time)
            .AddSingleton<IRegistrationStore>(Table)
            .AddSingleton<IFunctionDirectory>(Lambda)
            .AddSingleton<ITargetInvoker>(Lambda)
            .AddSingleton<ISessionStore>(new InMemorySessionStore(time))
            .AddSingleton<IMailbox>(new AnsweringMailbox(time, answers ?? []))
            .AddSingleton<ITaskStore>(new InMemoryTaskStore(time))
            .AddSingleton(Records.Log)
            .AddMcpMethods(methods)
            .AddGateway(discovery ?? new(), catalog ?? new(), new CallOptions { DeadlineReserve = TimeSpan.Zero })
            .AddTasks(new(), function: null)
            .AddMcpEndpoint(options);
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        app.MapMcp("/mcp");
        _pipeline = app.Build();
    }

    public Table Table { get; }

    public OneLambda Lambda { get; } = new();

    public RecordLines Records { get; } = new();

    public NotedLog Log { get; } = new();

    /// <summary>Calls a tool of a client that belongs to no session; the result.</summary>
    public async Task<JsonElement> CallAsync(string tool, string arguments = "{}", string more = "", string capabilities = "{}", Claim[]? claims = null, string path = "/mcp") =>
        (await SendAsync("tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}{more}", capabilities, claims, path))[^1].GetProperty("result");

    /// <summary>Sends a request that belongs to no session (2026-07-28); the messages that come back.</summary>
    public Task<List<JsonElement>> SendAsync(
        string method, string parameters = "", string capabilities = "{}", Claim[]? claims = null, string path = "/mcp", string meta = "", CancellationToken? aborted = null)
    {
        var own = $$"""
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},"io.modelcontextprotocol/clientCapabilities":{{capabilities}}{{meta}} }
            """;
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{ {{string.Join(',', new[] { parameters, own }.Where(part => part.Length > 0))}} } }""";
        return PostAsync(body, claims, path, aborted, request =>
        {
            request.Headers["MCP-Protocol-Version"] = "2026-07-28";
            request.Headers["Mcp-Method"] = method;
            var sent = JsonDocument.Parse(body).RootElement.GetProperty("params");
            if (sent.TryGetProperty("name", out var name) || sent.TryGetProperty("uri", out name) || sent.TryGetProperty("taskId", out name))
                request.Headers["Mcp-Name"] = name.GetString();
        });
    }

    /// <summary>Opens a session (2025-11-25).</summary>
    public async Task<Func<string, string, Task<List<JsonElement>>>> OpenSessionAsync(string capabilities = "{}")
    {
        var session = "";
        await PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{{capabilities}},"clientInfo":{"name":"test","version":"1"} } }""",
            claims: null, "/mcp", aborted: null, change: null, response => session = response.Headers["Mcp-Session-Id"].ToString());
        return (method, parameters) => PostAsync(
            $$"""{"jsonrpc":"2.0","id":2,"method":"{{method}}","params":{ {{parameters}} } }""", claims: null, "/mcp", aborted: null,
            request => request.Headers["Mcp-Session-Id"] = session);
    }

    private async Task<List<JsonElement>> PostAsync(
        string body, Claim[]? claims, string path, CancellationToken? aborted, Action<HttpRequest>? change, Action<HttpResponse>? look = null)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        if (aborted is { } token)
            context.RequestAborted = token;
        context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "alice"), .. claims ?? []], "test"));
        var request = context.Request;
        (request.Method, request.Path, request.Host, request.ContentType) = ("POST", path, new("mcp.example.com"), "application/json");
        request.Headers.Accept = "application/json, text/event-stream";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.ContentLength = request.Body.Length;
        change?.Invoke(request);
        var output = new MemoryStream();
        context.Response.Body = output;
        await _pipeline(context);
        look?.Invoke(context.Response);
        var text = Encoding.UTF8.GetString(output.ToArray());
        return context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true
            ? [.. text.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement)]
            : text.Length == 0 ? [] : [JsonDocument.Parse(text).RootElement];
    }
}
