using System.Net.Http.Headers;
using System.Text;
using LambdaMcp.Cli.Endpoints;

namespace LambdaMcp.Cli.Doctor;

/// <summary>One walk along the way, and what it learnt.</summary>
internal sealed class Visit : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    public required Endpoint Endpoint { get; init; }

    public required CliContext Context { get; init; }

    /// <summary>A tool to call; null for none.</summary>
    public string? Tool { get; init; }

    /// <summary>Its arguments.</summary>
    public string? Arguments { get; init; }

    /// <summary>A function whose state is looked at; null for none.</summary>
    public string? Function { get; init; }

    /// <summary>What lies beside <c>/mcp</c>, such as <c>health</c>.</summary>
    public Uri Beside(string path) => new(Endpoint.Url, path);

    public Task<Reply> GetAsync(Uri url, CancellationToken cancellationToken) => SendAsync(new(HttpMethod.Get, url), cancellationToken);

    /// <summary>Sends a JSON-RPC message to the endpoint.</summary>
    public Task<Reply> PostAsync(string message, string? token, CancellationToken cancellationToken, string? session = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        Prepare(request, token, session);
        return SendAsync(request, cancellationToken);
    }

    /// <summary>Ends a session.</summary>
    public Task<Reply> DeleteAsync(string session, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, Endpoint.Url);
        Prepare(request, Endpoint.Token, session);
        return SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static void Prepare(HttpRequestMessage request, string? token, string? session)
    {
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (session is not null)
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", session);
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var answer = await _http.SendAsync(request, cancellationToken);
                return new((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync(cancellationToken), null);
            }
            catch (HttpRequestException error)
            {
                return new(0, null, "", error.Message);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new(0, null, "", "nothing came within 30 seconds");
            }
        }
    }
}
