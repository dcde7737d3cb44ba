using System.Security.Claims;
using LambdaMcp.Auth.Access;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Cli.Tests.Server;

/// <summary>The project's protocol on a port of this machine, behind paths as a deployed stack has them. A test can put something else in the place of any part.</summary>
internal sealed class TestEndpoint : IAsyncDisposable
{
    public const string Token = "a-token-that-is-good-for-tests";

    private readonly LoopbackServer _server;
    private readonly ServiceProvider _services;

    private TestEndpoint(LoopbackServer server, ServiceProvider services, TestTools tools) => (_server, _services, Tools) = (server, services, tools);

    public TestTools Tools { get; }

    public string Root => _server.Url;

    public string Url => $"{_server.Url}/prod/mcp";

    /// <summary>What answers in the place of the endpoint; false leaves a request to it.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = static _ => Task.FromResult(false);

    public static async Task<TestEndpoint> StartAsync(bool sessions = true)
    {
        var tools = new TestTools();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IToolCatalog>(tools);
        if (sessions)
            services.AddSingleton<ISessionStore>(new InMemorySessionStore(TimeProvider.System));
        var provider = services.AddMcpEndpoint(new McpEndpointOptions()).BuildServiceProvider();
        var app = new ApplicationBuilder(provider);
        app.MapMcp("/prod/mcp");
        var pipeline = app.Build();
        TestEndpoint? endpoint = null;
        var server = await LoopbackServer.StartAsync(0, context => endpoint!.AnswerAsync(context, pipeline));
        return endpoint = new(server, provider, tools);
    }

    /// <summary>The program, with this endpoint in its environment.</summary>
    public CliRunner Cli() => new() { Variables = { ["MCP_URL"] = Url, ["MCP_TOKEN"] = Token } };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate pipeline)
    {
        if (await Instead(context))
            return;
        context.RequestServices = _services;
        var path = context.Request.Path.Value;
        if (path is "/prod/health")
        {
            await context.Response.WriteAsJsonAsync(new { status = "ok" });
        }
        else if (path is "/prod/.well-known/oauth-protected-resource" or "/prod/.well-known/oauth-protected-resource/mcp")
        {
            await context.Response.WriteAsJsonAsync(new { resource = Url });
        }
        else if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            var refusal = Refusal.For(AccessOutcome.InvalidToken);
            context.Response.Headers.WWWAuthenticate = refusal.Challenge(metadata: new($"{Root}/prod/.well-known/oauth-protected-resource"));
            await refusal.WriteAsync(context);
        }
        else
        {
            context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "default")], "test"));
            await pipeline(context);
        }
    }
}
