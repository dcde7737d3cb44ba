using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Local.ApiGateway;

namespace LambdaMcp.Local.Viewer;

/// <summary>Calls the endpoint through API Gateway as a client does, with a session that lasts as long as the endpoint keeps it.</summary>
/// <param name="url">The endpoint's.</param>
/// <param name="token">The bearer token.</param>
internal sealed class McpCaller(string url, string token) : IDisposable
{
    private const string Revision = "2025-11-25";
    private const int MostPages = 50;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SemaphoreSlim _opening = new(1);
    private string? _session;
    private bool _open;
    private int _id;

    /// <summary>Everything that the endpoint lists.</summary>
    /// <exception cref="McpCallException">It is no MCP server, or refuses the token.</exception>
    public async Task<CatalogView> CatalogAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return new(
            await ListAsync("tools/list", "tools", cancellationToken), await ListAsync("prompts/list", "prompts", cancellationToken),
            await ListAsync("resources/list", "resources", cancellationToken), await ListAsync("resources/templates/list", "resourceTemplates", cancellationToken));
    }

    /// <summary>Calls a tool, and hands on each JSON-RPC message that comes, the answer last.</summary>
    /// <exception cref="McpCallException">There is no answer.</exception>
    public async Task CallAsync(string tool, JsonElement arguments, Func<string, Task> message, CancellationToken cancellationToken)
    {
        var id = NextId();
        var parameters = new JsonObject
        {
            ["name"] = tool,
            ["arguments"] = arguments.ValueKind == JsonValueKind.Object ? JsonObject.Create(arguments) : [],
            ["_meta"] = new JsonObject { ["progressToken"] = id },
        };
        try
        {
            await SendAsync("tools/call", parameters, id, message, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            using var _ = await PostAsync(Message("notifications/cancelled", new JsonObject { ["requestId"] = id, ["reason"] = "cancelled on the page" }, null), patience.Token);
            throw;
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _opening.Dispose();
    }

    private async Task<CatalogPart> ListAsync(string method, string member, CancellationToken cancellationToken)
    {
        var all = new JsonArray();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await AskAsync(method, cursor is null ? [] : new JsonObject { ["cursor"] = cursor }, cancellationToken);
            if (answer["result"] is not JsonObject result)
                return new("[]", (string?)answer["error"]?["message"] ?? "no answer");
            foreach (var item in result[member] as JsonArray ?? [])
                all.Add(item?.DeepClone());
            cursor = (string?)result["nextCursor"];
            if (cursor is null)
                break;
        }
        return new(all.ToJsonString(), null);
    }

    private async Task<JsonObject> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var last = "";
        await SendAsync(method, parameters, NextId(), text =>
        {
            last = text;
            return Task.CompletedTask;
        }, cancellationToken);
        return JsonNode.Parse(last) as JsonObject ?? throw new McpCallException("The endpoint's answer is no JSON-RPC message.");
    }

    private async Task SendAsync(string method, JsonObject parameters, int id, Func<string, Task> message, CancellationToken cancellationToken)
    {
        var body = Message(method, parameters, id);
        await OpenAsync(cancellationToken);
        var answer = await PostAsync(body, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound && _session is not null)
        {
            // The session is over: on to the next one.
            answer.Dispose();
            _open = false;
            await OpenAsync(cancellationToken);
            answer = await PostAsync(body, cancellationToken);
        }
        using (answer)
            await ReadAsync(answer, id, message, cancellationToken);
    }

    private static async Task ReadAsync(HttpResponseMessage answer, int id, Func<string, Task> message, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            var text = await reader.ReadToEndAsync(cancellationToken);
            if (!text.StartsWith('{') || !text.Contains("\"jsonrpc\"", StringComparison.Ordinal))
                throw new McpCallException(string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}: {text}"));
            await message(text);
            return;
        }
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data.Append(line.AsSpan(5).TrimStart());
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                var text = data.ToString();
                data.Clear();
                await message(text);
                if (JsonNode.Parse(text) is JsonObject json && !json.ContainsKey("method") && (int?)json["id"] == id)
                    return;
            }
        }
        throw new McpCallException("The stream ended without an answer.");
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_open)
                return;
            _session = null;
            var parameters = new JsonObject
            {
                ["protocolVersion"] = Revision,
                ["capabilities"] = new JsonObject(),
                ["clientInfo"] = new JsonObject { ["name"] = GatewayTrace.PageAgent, ["version"] = "1" },
            };
            using var answer = await PostAsync(Message("initialize", parameters, NextId()), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                var text = await answer.Content.ReadAsStringAsync(cancellationToken);
                throw new McpCallException(string.Create(CultureInfo.InvariantCulture, $"initialize: HTTP {(int)answer.StatusCode}: {text}"));
            }
            _session = answer.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.First() : null;
            using var _ = await PostAsync(Message("notifications/initialized", [], null), cancellationToken);
            _open = true;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<HttpResponseMessage> PostAsync(JsonObject message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("User-Agent", GatewayTrace.PageAgent);
        request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Revision);
        if (_session is { } session)
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", session);
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static JsonObject Message(string method, JsonObject parameters, int? id)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters };
        if (id is { } number)
            message["id"] = number;
        return message;
    }

    private int NextId() => Interlocked.Increment(ref _id);
}
