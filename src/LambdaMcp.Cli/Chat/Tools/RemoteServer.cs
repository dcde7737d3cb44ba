using System.Net;
using LambdaMcp.Cli.Chat.Terminal;
using LambdaMcp.Cli.Chat.Views;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>Reaches the MCP endpoint whose tools are used.</summary>
internal static class RemoteServer
{
    // The server's own words may be in it; and what it sends decides over what is thrown.
    private const int LongestReason = 500;

    /// <param name="url">The endpoint.</param>
    /// <param name="token">The bearer token; null for none.</param>
    /// <param name="form">Answers what tools ask of the person; null where there is nobody to ask.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="FailedException">It cannot be reached, or lets nobody in.</exception>
    public static async Task<McpClient> ConnectAsync(Uri url, string? token, ElicitationForm? form, CancellationToken cancellationToken)
    {
        var options = new McpClientOptions { ClientInfo = new() { Name = "lambda-mcp", Version = typeof(RemoteServer).Assembly.GetName().Version?.ToString(3) ?? "0" } };
        if (form is not null)
        {
            options.Capabilities = new() { Elicitation = new() { Form = new() } };
            options.Handlers = new() { ElicitationHandler = form.AskAsync };
        }

        var transport = new HttpClientTransport(new()
        {
            Endpoint = url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        });
        try
        {
            return await McpClient.CreateAsync(transport, options, cancellationToken: cancellationToken);
        }
        catch (HttpRequestException error) when (error.StatusCode is HttpStatusCode.Unauthorized)
        {
            throw new FailedException($"{url} does not take this token (401). Give another with --token or MCP_TOKEN; `lambda-mcp token create` makes one.", innerException: error);
        }
        catch (HttpRequestException error) when (error.StatusCode is HttpStatusCode.Forbidden)
        {
            throw new FailedException($"{url} does not let this token in (403).", innerException: error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new FailedException($"{url} is not to be reached as an MCP endpoint: {SafeText.Line(error.Message, LongestReason)}", innerException: error);
        }
    }

    /// <summary>The server's tools, of all pages.</summary>
    /// <exception cref="FailedException">It does not tell them.</exception>
    public static async Task<IEnumerable<Tool>> ListToolsAsync(McpClient client, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListToolsAsync(cancellationToken: cancellationToken)).Select(tool => tool.ProtocolTool);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new FailedException($"{url} does not tell its tools: {SafeText.Line(error.Message, LongestReason)}", innerException: error);
        }
    }
}
