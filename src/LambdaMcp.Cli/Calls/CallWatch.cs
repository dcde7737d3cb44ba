using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Calls;

/// <summary>
/// Remembers the id of the call that goes out. The client closes the connection of a call that it gives up, which servers of 2026-07-28 understand;
/// those with sessions have to be told, and the client does not tell them while the answer's stream is open.
/// </summary>
internal sealed class CallWatch() : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private RequestId? _call;

    /// <summary>Tells a server with sessions that nobody waits for the call any more.</summary>
    public async Task CancelAsync(McpClient client)
    {
        if (client.SessionId is null || _call is not { } id)
            return;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await client.SendNotificationAsync(
                NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = id, Reason = "The user interrupted it." }, McpJsonUtilities.DefaultOptions, patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or McpException or InvalidOperationException)
        {
            // It is over for whoever asked, whether the server heard of it or not.
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content && request.Method == HttpMethod.Post)
        {
            using var message = JsonDocument.Parse(await content.ReadAsByteArrayAsync(cancellationToken));
            if (message.RootElement.ValueKind == JsonValueKind.Object && message.RootElement.TryGetProperty("method", out var method) && method.ValueEquals("tools/call")
                && message.RootElement.TryGetProperty("id", out var id))
                _call = id.Deserialize<RequestId>(McpJsonUtilities.DefaultOptions);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
