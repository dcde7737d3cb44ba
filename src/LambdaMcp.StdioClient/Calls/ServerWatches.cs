using System.Text.Json;
using LambdaMcp.StdioClient.Handshakes;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Has the server tell what changes: its lists, and the resources that were read last.</summary>
internal sealed class ServerWatches(ServerHandshake handshake, StdioServerOptions options, ServerLine line)
{
    private const int MostResources = 256;
    private static readonly string[] Lists = ["tools", "prompts", "resources"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _requests = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _uris = new();

    /// <summary>Begins with the lists. A legacy server tells of them unasked.</summary>
    public void Begin()
    {
        string[] lists = [.. Lists.Where(list => AvailableMethods.TellsOfChanges(handshake, list))];
        if (!handshake.IsStateless || lists.Length == 0)
            return;
        Listen(writer =>
        {
            foreach (var list in lists)
                writer.WriteBoolean(list + "ListChanged", true);
        });
    }

    /// <summary>Watches a resource, and no longer the one that was asked for the longest time ago where there are many.</summary>
    public void Watch(string uri)
    {
        if (!AvailableMethods.WatchesResources(handshake))
            return;
        lock (_gate)
        {
            if (_requests.ContainsKey(uri))
            {
                _uris.Remove(uri);
                _uris.AddLast(uri);
                return;
            }

            if (_uris.Count == MostResources)
                End(_uris.First!.Value);
            _uris.AddLast(uri);
            _requests[uri] = handshake.IsStateless
                ? Listen(writer =>
                {
                    writer.WriteStartArray("resourceSubscriptions"u8);
                    writer.WriteStringValue(uri);
                    writer.WriteEndArray();
                })
                : line.Tell(RequestMethods.ResourcesSubscribe, writer => writer.WriteString("uri"u8, uri));
        }
    }

    /// <summary>Watches a resource no longer.</summary>
    public void Unwatch(string uri)
    {
        lock (_gate)
        {
            if (_requests.ContainsKey(uri))
                End(uri);
        }
    }

    private long Listen(Action<Utf8JsonWriter> writeFilter) => line.Tell("subscriptions/listen", writer =>
    {
        writer.WriteStartObject("notifications"u8);
        writeFilter(writer);
        writer.WriteEndObject();
        ClientSelf.WriteMeta(writer, handshake.ProtocolVersion, options);
    });

    private void End(string uri)
    {
        _uris.Remove(uri);
        _requests.Remove(uri, out var request);
        if (!handshake.IsStateless)
            line.Tell(RequestMethods.ResourcesUnsubscribe, writer => writer.WriteString("uri"u8, uri));
        else if (line.Pending.Remove(request))
            line.Cancel(request, "Other resources are watched.");
    }
}
