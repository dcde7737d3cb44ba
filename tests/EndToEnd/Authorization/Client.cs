using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Authorization;

/// <summary>Somebody with a token, who asks in the ways of both eras.</summary>
internal sealed class Client(ReadyFile ready, string token) : IDisposable
{
    private readonly McpHttp _http = new(ready with { Token = token });
    private string? _session;

    public McpHttp Http => _http;

    public async Task<string> SessionAsync() => _session ??= await _http.OpenSessionAsync();

    /// <summary>Asks; the status and the JSON of the answer.</summary>
    /// <param name="era">2025 in a session, 2026 without one.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The members of the params.</param>
    /// <param name="name">What <c>Mcp-Name</c> repeats.</param>
    public async Task<(HttpStatusCode Status, JsonElement Json)> AskAsync(int era, string method, string parameters = "", string? name = null)
    {
        const string Meta = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}
            """;
        var members = string.Join(',', new[] { era == 2026 ? Meta : "", parameters }.Where(text => text.Length > 0));
        using var answer = await _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":2,"method":"{{{method}}}","params":{{{{members}}}}}""", era == 2026 ? null : await SessionAsync(), request =>
            {
                if (era != 2026)
                    return;
                request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
                request.Headers.Add("Mcp-Method", method);
                if (name is not null)
                    request.Headers.Add("Mcp-Name", name);
            });
        return (answer.StatusCode, await McpHttp.ReadJsonAsync(answer));
    }

    public Task<(HttpStatusCode Status, JsonElement Json)> CallAsync(int era, string tool, string arguments = "{}") =>
        AskAsync(era, "tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}", tool);

    /// <summary>The names of a list's entries that this suite's registrations have, or the endpoint's own tools.</summary>
    public async Task<IEnumerable<string>> ListAsync(int era, string method, string key = "name") =>
        (await AskAsync(era, method)).Json.GetProperty("result").EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Array).Value
            .EnumerateArray().Select(entry => entry.GetProperty(key).GetString()!).Where(name => !name.StartsWith("mcp-sample", StringComparison.Ordinal));

    public void Dispose() => _http.Dispose();
}
