using System.Text.Json.Nodes;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Tracing;
using LambdaMcp.Local.Viewer;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Local.Tests.Viewer;

/// <summary>The page's server before an endpoint that a test makes up, and a table service of its own.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    public const string Token = "the-endpoints-token";

    private readonly DynamoDbService _tables = new();
    private LoopbackServer? _endpoint;
    private LoopbackServer? _store;
    private McpCaller? _mcp;
    private PageServer? _page;

    /// <summary>Answers what the page's server asks the endpoint for.</summary>
    internal Func<HttpContext, JsonObject, Task> Endpoint { get; set; } = static (_, _) => Task.CompletedTask;

    internal TraceLog Traces { get; } = new();

    public HttpClient Client { get; } = new();

    public string Key { get; private set; } = "";

    public string StoreUrl => _store!.Url;

    public async ValueTask InitializeAsync()
    {
        _tables.CreateTable(new TableDefinition { Name = "sessions", HashKey = new("pk", AttributeType.S), RangeKey = new("sk", AttributeType.S) });
        _tables.CreateTable(new TableDefinition { Name = "registrations", HashKey = new("id", AttributeType.S) });
        _store = await LoopbackServer.StartAsync(0, _tables.HandleAsync);
        _endpoint = await LoopbackServer.StartAsync(0, async context =>
        {
            Assert.Equal($"Bearer {Token}", context.Request.Headers.Authorization);
            var message = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
            await Endpoint(context, message);
        });
        _mcp = new McpCaller($"{_endpoint.Url}/mcp", Token);
        Traces.Secrets.AddFixed(Token);
        _page = await PageServer.StartAsync(new PageOptions
        {
            Traces = Traces,
            Functions = static () => [],
            Mcp = _mcp,
            Tables = new(_store.Url, new("us-east-1", "123456789012", "AKIALOCAL", "secret"), "sessions", "registrations"),
        });
        Client.BaseAddress = new Uri(_page.Url.Split('#')[0]);
        Key = _page.Url.Split("#key=")[1];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _page!.DisposeAsync();
        _mcp!.Dispose();
        await _endpoint!.DisposeAsync();
        await _store!.DisposeAsync();
        _tables.Dispose();
    }

    /// <summary>Asks as the page does, unless the test changes that.</summary>
    public async Task<HttpResponseMessage> AskAsync(string path, Action<HttpRequestMessage>? change = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add(PageGuard.KeyHeader, Key);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        change?.Invoke(request);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks, and reads the answer as JSON.</summary>
    public async Task<JsonNode> ReadAsync(string path)
    {
        using var response = await AskAsync(path);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
