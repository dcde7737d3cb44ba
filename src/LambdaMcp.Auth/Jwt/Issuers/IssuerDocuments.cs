using System.Net;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>Fetches what issuers publish. Nothing is set up before the first document is needed.</summary>
/// <param name="handler">Sends the requests; null for the network.</param>
internal sealed class IssuerDocuments(HttpMessageHandler? handler = null)
{
    private const int MostBytes = 256 * 1024;

    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(24);

    private readonly Lazy<HttpClient> _client = new(() => new(handler ?? new SocketsHttpHandler
    {
        // Metadata and keys are where the issuer says, and not where something on the way sends us.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "Accept", "application/json" }, { "User-Agent", "lambda-mcp" } },
    });

    /// <summary>The document, or null when the issuer has none there.</summary>
    /// <exception cref="IssuerUnavailableException">It is too large, or the issuer failed.</exception>
    /// <exception cref="HttpRequestException">The issuer cannot be reached.</exception>
    public async Task<FetchedDocument?> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await _client.Value.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            throw new IssuerUnavailableException($"{url.AbsolutePath} answered {(int)response.StatusCode}.");
        if (response.StatusCode != HttpStatusCode.OK)
            return null;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = await ReadAsync(body, (int)Math.Min(response.Content.Headers.ContentLength ?? 0, MostBytes), cancellationToken)
            ?? throw new IssuerUnavailableException($"{url.AbsolutePath} is larger than {MostBytes / 1024} KB.");
        return new(bytes, LifetimeOf(response));
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int expected, CancellationToken cancellationToken)
    {
        var text = new MemoryStream(expected);
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (text.Length + read > MostBytes)
                return null;
            text.Write(chunk, 0, read);
        }

        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }

    private static TimeSpan LifetimeOf(HttpResponseMessage response)
    {
        var control = response.Headers.CacheControl;
        var wanted = control is { NoStore: true } or { NoCache: true } ? TimeSpan.Zero : control?.MaxAge - (response.Headers.Age ?? TimeSpan.Zero) ?? UsualLifetime;
        return wanted < ShortestLifetime ? ShortestLifetime : wanted > LongestLifetime ? LongestLifetime : wanted;
    }
}
