using System.Net;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Endpoints;

/// <summary>The official client, on an endpoint.</summary>
internal static class Connection
{
    // API Gateway waits 29 seconds for a function that starts; the SDK would take an endpoint for one of the older revisions after 5.
    private static readonly TimeSpan StartOfFunction = TimeSpan.FromSeconds(30);

    public static Implementation ClientInfo { get; } = new() { Name = "lambda-mcp", Version = typeof(Connection).Assembly.GetName().Version!.ToString(3) };

    /// <summary>Connects, in the newest revision that both sides know unless one is asked for.</summary>
    /// <exception cref="FailedException">It cannot be reached, or refuses.</exception>
    public static async Task<McpClient> OpenAsync(Endpoint endpoint, McpClientOptions options, CancellationToken cancellationToken, HttpMessageHandler? handler = null)
    {
        var transportOptions = new HttpClientTransportOptions
        {
            Endpoint = endpoint.Url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = endpoint.Token is { } token ? new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" } : null,
            // Nothing here waits for what a server says unasked.
            EnableStandaloneGetStream = false,
        };
        // How long an answer may take is for the server to say.
        var http = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };
        var transport = new HttpClientTransport(transportOptions, http, ownsHttpClient: true);
        options.ClientInfo = ClientInfo;
        options.DiscoverProbeTimeout = StartOfFunction;
        return await TellAsync(endpoint, () => McpClient.CreateAsync(transport, options, cancellationToken: cancellationToken));
    }

    /// <summary>Uses the client; what fails is told in words.</summary>
    /// <exception cref="FailedException">It failed.</exception>
    public static async Task<TResult> TellAsync<TResult>(Endpoint endpoint, Func<Task<TResult>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception error) when (Told(endpoint, error) is { } told)
        {
            throw told;
        }
    }

    private static FailedException? Told(Endpoint endpoint, Exception error)
    {
        if (error is OperationCanceledException)
            return null;
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HttpRequestException { StatusCode: HttpStatusCode.Unauthorized }:
                    return new(
                        endpoint.Token is null
                            ? $"{endpoint.Url} asks for a token. Set MCP_TOKEN, or give --token - and the token on standard input."
                            : $"{endpoint.Url} does not take this token (from {endpoint.TokenSource ?? endpoint.Source}): it is wrong, has expired or was revoked. lambda-mcp doctor looks closer.",
                        ExitCode.Refused, error);
                case HttpRequestException { StatusCode: HttpStatusCode.Forbidden }:
                    return new($"{endpoint.Url} refuses this token: it lacks a scope, or the URL's path or stage is none of the API's. lambda-mcp doctor looks closer.", ExitCode.Refused, error);
                case HttpRequestException { StatusCode: { } status }:
                    return new($"{endpoint.Url} answered {(int)status}: {error.Message.TrimEnd('.')}. lambda-mcp doctor looks closer.", innerException: error);
                case HttpRequestException:
                    return new($"{endpoint.Url} cannot be reached ({cause.Message.TrimEnd('.')}).{Hint(endpoint)}", ExitCode.Unreachable, error);
            }
        }

        return error switch
        {
            McpException protocol => new(protocol.Message, innerException: error),
            TimeoutException or IOException or InvalidOperationException => new($"{endpoint.Url} did not answer as an MCP server: {error.Message.TrimEnd('.')}. lambda-mcp doctor looks closer.", innerException: error),
            _ => null,
        };
    }

    private static string Hint(Endpoint endpoint) => endpoint.Aws.Local is null
        ? $" It was named by {endpoint.Source}. lambda-mcp doctor looks closer."
        : $" {char.ToUpperInvariant(endpoint.Source[0])}{endpoint.Source[1..]} is gone? Start it anew: lambda-mcp local";
}
