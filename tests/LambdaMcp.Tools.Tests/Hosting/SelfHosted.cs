using System.Text;
using System.Text.Json;
using LambdaMcp.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaMcp.Tools.Tests.Hosting;

/// <summary>A program with methods of its own, in this process, as a server of its own. There may be one at a time: it reads this process's environment.</summary>
internal sealed class SelfHosted : IAsyncDisposable
{
    private const string Token = "a-token-of-a-test";

    private readonly TaskCompletionSource<IHostApplicationLifetime> _lifetime = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new();
    private readonly Task<int> _run;

    public SelfHosted(Action<IServiceCollection> add)
    {
        Environment.SetEnvironmentVariable("MCP_SERVER_PORT", "0");
        Environment.SetEnvironmentVariable("MCP_AUTH_TOKEN", Token);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-central-1");
        // Whoever asks AWS for something here fails at once.
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        _run = LambdaMcpServer.RunAsync([], services =>
        {
            add(services);
            services.AddSingleton<IHostedService>(provider => new Watch(
                provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<IServer>(), this));
        });
    }

    public async Task<JsonElement> SendAsync(string method, string parameters = "")
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Task.WhenAny(_url.Task, _run);
        Assert.True(_url.Task.IsCompleted, "The server ended before it served.");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{await _url.Task}/mcp");
        var members = string.Join(',', new[] { parameters, """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
            """ }.Where(part => part.Length > 0));
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{ {{members}} } }""";
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", Token);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", method);
        using var sent = JsonDocument.Parse(body);
        if (sent.RootElement.GetProperty("params") is var given && (given.TryGetProperty("name", out var name) || given.TryGetProperty("uri", out name)))
            request.Headers.Add("Mcp-Name", name.GetString());
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var json = response.Content.Headers.ContentType is { MediaType: "text/event-stream" }
            ? text.Split('\n').Last(line => line.StartsWith("data: {", StringComparison.Ordinal))["data: ".Length..]
            : text;
        return JsonDocument.Parse(json).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(_lifetime.Task, _run);
        if (_lifetime.Task.IsCompleted)
            (await _lifetime.Task).StopApplication();
        Assert.Equal(0, await _run);
        _http.Dispose();
    }

    private sealed class Watch(IHostApplicationLifetime lifetime, IServer server, SelfHosted host) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            host._lifetime.SetResult(lifetime);
            lifetime.ApplicationStarted.Register(() => host._url.SetResult(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
