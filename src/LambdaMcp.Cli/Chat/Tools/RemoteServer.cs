using LambdaMcp.Cli.Chat.Terminal;
using LambdaMcp.Cli.Endpoints;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>The MCP endpoint whose tools are used.</summary>
internal static class RemoteServer
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="form">Answers what tools ask of the person; null where there is nobody to ask.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="FailedException">It cannot be reached, or lets nobody in.</exception>
    public static Task<McpClient> ConnectAsync(Endpoint endpoint, ElicitationForm? form, CancellationToken cancellationToken)
    {
        var options = new McpClientOptions();
        if (form is not null)
        {
            options.Capabilities = new() { Elicitation = new() { Form = new() } };
            options.Handlers = new() { ElicitationHandler = form.AskAsync };
        }

        return TellAsync(endpoint, () => Connection.OpenAsync(endpoint, options, cancellationToken));
    }

    /// <summary>The server's tools, of all pages.</summary>
    /// <exception cref="FailedException">It does not tell them.</exception>
    public static async Task<IEnumerable<Tool>> ListToolsAsync(McpClient client, Endpoint endpoint, CancellationToken cancellationToken)
    {
        var tools = await TellAsync(
            endpoint, () => Connection.TellAsync(endpoint, () => client.ListToolsAsync(cancellationToken: cancellationToken).AsTask()));
        return tools.Select(tool => tool.ProtocolTool);
    }

    // What a server sends decides over what the client throws.
    private static async Task<TResult> TellAsync<TResult>(Endpoint endpoint, Func<Task<TResult>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception error) when (error is not (OperationCanceledException or FailedException))
        {
            throw new FailedException($"{endpoint.Url} sends what the client does not take: {error.Message}", innerException: error);
        }
    }
}
