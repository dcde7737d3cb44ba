using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>Hears what the stdio server says of changes, for whoever listens here.</summary>
internal sealed partial class ServerChanges(
    ServerLists lists, ServerSubscriptions subscriptions, IResourceUpdates? updates, ILogger<ServerChanges> logger) : IChangeSource
{
    // Clients cannot ask for a longer one.
    private const int LongestUri = 2048;

    private const int MostWaiting = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private bool _isNoting;

    public async ValueTask<ListVersions> ReadAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await subscriptions.RenewAsync(cancellationToken);
        return await lists.VersionsAsync(cancellationToken);
    }

    /// <summary>Takes a notification of the server.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="parameters">Its <c>params</c>.</param>
    public void Hear(string method, ReadOnlyMemory<byte> parameters)
    {
        switch (method)
        {
            case "notifications/tools/list_changed":
                lists.Tools.Expire();
                break;
            case "notifications/prompts/list_changed":
                lists.Prompts.Expire();
                break;
            case "notifications/resources/list_changed":
                lists.Resources.Expire();
                lists.Templates.Expire();
                break;
            case "notifications/resources/updated" when updates is not null && UriOf(parameters) is { Length: <= LongestUri } uri:
                Note(updates, uri);
                break;
        }
    }

    // Nobody waits for it; the server has more to say meanwhile, and what it says again while it waits is noted once.
    private void Note(IResourceUpdates noted, string uri)
    {
        lock (_gate)
        {
            if (_waiting.Count < MostWaiting)
                _waiting.Add(uri);
            if (_isNoting)
                return;
            _isNoting = true;
        }

        _ = NoteAllAsync(noted);
    }

    private async Task NoteAllAsync(IResourceUpdates noted)
    {
        while (Next() is { } uri)
        {
            try
            {
                await noted.NoteAsync(uri, CancellationToken.None);
            }
            catch (Exception exception)
            {
                LogNotNoted(exception);
            }
        }
    }

    private string? Next()
    {
        lock (_gate)
        {
            var next = _waiting.FirstOrDefault();
            _isNoting = next is not null && _waiting.Remove(next);
            return next;
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
