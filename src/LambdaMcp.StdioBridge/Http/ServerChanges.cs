using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.StdioClient;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>Hears what the stdio server says of changes, for whoever listens here.</summary>
internal sealed partial class ServerChanges : IChangeSource
{
    private readonly ServerLists _lists;
    private readonly ServerSubscriptions _subscriptions;
    private readonly IResourceUpdates? _updates;
    private readonly ILogger _logger;

    public ServerChanges(StdioServerClient server, ServerLists lists, ServerSubscriptions subscriptions, IResourceUpdates? updates, ILogger<ServerChanges> logger)
    {
        (_lists, _subscriptions, _updates, _logger) = (lists, subscriptions, updates, logger);
        server.Notified += Hear;
    }

    public async ValueTask<ListVersions> ReadAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await _subscriptions.RenewAsync(cancellationToken);
        return await _lists.VersionsAsync(cancellationToken);
    }

    /// <summary>Takes a notification of the server.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="parameters">Its <c>params</c>.</param>
    public void Hear(string method, ReadOnlyMemory<byte> parameters)
    {
        switch (method)
        {
            case "notifications/tools/list_changed":
                _lists.Tools.Expire();
                break;
            case "notifications/prompts/list_changed":
                _lists.Prompts.Expire();
                break;
            case "notifications/resources/list_changed":
                _lists.Resources.Expire();
                _lists.Templates.Expire();
                break;
            case "notifications/resources/updated" when _updates is not null && UriOf(parameters) is { } uri:
                _ = NoteAsync(_updates, uri);
                break;
        }
    }

    // Nobody waits for it; the server has more to say meanwhile.
    private async Task NoteAsync(IResourceUpdates updates, string uri)
    {
        try
        {
            await updates.NoteAsync(uri, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotNoted(exception);
        }
    }

    private static string? UriOf(ReadOnlyMemory<byte> parameters)
    {
        using var document = JsonDocument.Parse(parameters);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("uri"u8, out var uri) && uri.ValueKind == JsonValueKind.String
            ? uri.GetString()
            : null;
    }

    [LoggerMessage(1, LogLevel.Warning, "The update of a resource could not be noted")]
    private partial void LogNotNoted(Exception exception);
}
