using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Fixture;

/// <summary>Plain HTTP to the endpoint, for what no well-behaved client sends.</summary>
internal sealed class McpHttp(ReadyFile ready) : IDisposable
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public async Task<string> OpenSessionAsync()
    {
        using var answer = await PostAsync(Initialize);
        answer.EnsureSuccessStatusCode();
        var session = answer.Headers.GetValues("Mcp-Session-Id").Single();
        SecretWatch.Add(session, "a session's id");
        return session;
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? session = null, Action<HttpRequestMessage>? change = null) =>
        SendAsync(HttpMethod.Post, body, session, change);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string? body, string? session = null, Action<HttpRequestMessage>? change = null) =>
        SendAsync(method, body, session, change, HttpCompletionOption.ResponseContentRead);

    /// <summary>The answer as soon as it begins; its body is read while it is sent.</summary>
    public Task<HttpResponseMessage> StreamAsync(HttpMethod method, string? body, string? session, Action<HttpRequestMessage>? change = null) =>
        SendAsync(method, body, session, change, HttpCompletionOption.ResponseHeadersRead);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string? body, string? session, Action<HttpRequestMessage>? change, HttpCompletionOption completion)
    {
        using var request = new HttpRequestMessage(method, ready.McpUrl);
        request.Headers.Authorization = new("Bearer", ready.Token);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (session is not null)
            request.Headers.Add("Mcp-Session-Id", session);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        change?.Invoke(request);
        return await _http.SendAsync(request, completion, TestContext.Current.CancellationToken);
    }

    /// <summary>Calls a tool; the result's JSON.</summary>
    public async Task<JsonElement> CallAsync(string session, string tool, string arguments = "{}")
    {
        using var answer = await PostAsync(
            $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""", session);
        var json = await ReadJsonAsync(answer);
        Assert.True(json.TryGetProperty("result", out var result), json.GetRawText());
        return result;
    }

    /// <summary>The response. A request that takes long is answered by a stream, whose last message it is.</summary>
    public static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage answer)
    {
        const string Data = "data: ";
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            text = text.Split('\n').LastOrDefault(line => line.StartsWith($"{Data}{{", StringComparison.Ordinal), $"{Data}{{}}")[Data.Length..];
        return JsonDocument.Parse(text).RootElement;
    }

    public void Dispose() => _http.Dispose();
}
