using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LambdaMcp.AwsCalls.Secrets;
using ModelContextProtocol;

namespace ExampleServer.Searching;

/// <summary>A web search service that takes its key in a header, as Serper does. The key is read once, and again when the service refuses it.</summary>
/// <param name="settings">Where it is.</param>
/// <param name="secrets">Has the key.</param>
internal sealed class SearchApi(SearchSettings settings, ISecretSource secrets) : IDisposable
{
    private const string NotSetUp = "Web search is not set up on this server";

    // Redirected requests would take the key along.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    private Task<string>? _key;

    /// <exception cref="McpException">There is no answer; the message tells the model what to do.</exception>
    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int count, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
            {
                Content = JsonContent.Create(new SearchQuery(query, count), SearchJson.Default.SearchQuery),
            };
            request.Headers.TryAddWithoutValidation("X-API-KEY", key);
            using var response = await _http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Refused(response);
            var answer = await response.Content.ReadFromJsonAsync(SearchJson.Default.SearchAnswer, cancellationToken);
            return [.. (answer?.Organic ?? []).Take(count)];
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new McpException("The search service did not give a usable answer. Try once more; if that fails too, go on without the web and say so.", failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private McpException Refused(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                _key = null; // It may have been replaced.
                return new("The search service refused this server's key. Trying again does not help; tell the user that the operator has to look after it.");
            case HttpStatusCode.TooManyRequests:
                var wait = response.Headers.RetryAfter?.Delta is { } delta ? $"{delta.TotalSeconds:0} seconds" : "a minute";
                return new($"The search service takes no more searches just now. Wait {wait} before the next one, or go on without it.");
            case HttpStatusCode.BadRequest:
                return new("The search service does not understand the query. Ask again in fewer, plainer words.");
            default:
                return new($"The search service failed ({(int)response.StatusCode}). Try once more; if that fails too, go on without the web and say so.");
        }
    }

    private async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        if (settings.KeySecretArn is not { } arn)
            throw new McpException($"{NotSetUp}: the operator has to put the key of a search service into a secret and its ARN into SEARCH_API_KEY_SECRET_ARN. Go on without the web and say so.");
        try
        {
            // Calls that come at once wait for the same read, which none of them may cancel.
            return await (_key ??= secrets.GetAsync(arn, CancellationToken.None)).WaitAsync(cancellationToken);
        }
        catch (SecretUnavailableException failure)
        {
            _key = null;
            throw new McpException($"{NotSetUp}: the key of the search service cannot be read. Trying again does not help; tell the user.", failure);
        }
    }
}
