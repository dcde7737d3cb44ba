using System.Net.Http.Headers;
using System.Text;

namespace Runner.Deployment;

/// <summary>The deployment's URL, as a client uses it.</summary>
internal sealed class FrontDoor(ReadyFile ready) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Opens a session, of the principal that the deployment's token stands for.</summary>
    public async Task<string> OpenSessionAsync(CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(
            """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}}""",
            null, cancellationToken);
        return answer.Headers.GetValues("Mcp-Session-Id").Single();
    }

    /// <summary>Sends a message until everything behind the front door has been used.</summary>
    /// <exception cref="BenchmarkException">An answer is not right.</exception>
    public async Task WarmAsync(string message, string session, string answer, int times, CancellationToken cancellationToken)
    {
        for (var call = 0; call < times; call++)
        {
            using var response = await PostAsync(message, session, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!body.Contains(answer, StringComparison.Ordinal))
                throw new BenchmarkException($"The deployment does not answer rightly: {(int)response.StatusCode} {body}");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(string message, string? session, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ready.McpUrl);
        request.Headers.Authorization = new("Bearer", ready.Token);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (session is not null)
            request.Headers.Add("Mcp-Session-Id", session);
        request.Content = new StringContent(message, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var response = await _http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? response
            : throw new BenchmarkException($"The deployment refuses: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
