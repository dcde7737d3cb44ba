using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>One of the stdio server's lists, all of its pages, kept until the server says that it changed, or is another one, or a minute has passed.</summary>
/// <param name="server">Gives the list.</param>
/// <param name="time">The clock.</param>
/// <param name="capability">Without this capability the list is empty.</param>
/// <param name="method">The request that reads it.</param>
/// <param name="member">The member of the result that has the entries.</param>
/// <param name="nameMember">The member of an entry that names it.</param>
internal sealed class ServerList(ServerRequests server, TimeProvider time, string capability, string method, string member, string nameMember) : IDisposable
{
    // A server may forget to say that something changed.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    private const int MostPages = 1000;
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private ListContents? _contents;
    private int _changes;

    /// <summary>Notes that the list changed.</summary>
    public void Expire() => Interlocked.Increment(ref _changes);

    /// <summary>The list as it is now.</summary>
    /// <exception cref="McpProtocolException">The server answered with an error, or failed.</exception>
    public async ValueTask<ListContents> ReadAsync(CancellationToken cancellationToken)
    {
        var handshake = await server.StartAsync(cancellationToken);
        if (IsCurrent(_contents, handshake))
            return _contents!;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (IsCurrent(_contents, handshake))
                return _contents!;
            // What changes while it is read is read again.
            var changes = Volatile.Read(ref _changes);
            var readAt = time.GetUtcNow();
            var entries = handshake.Has(capability) ? await GatherAsync(handshake, cancellationToken) : [];
            return _contents = new(entries, handshake, changes, readAt);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private bool IsCurrent(ListContents? contents, ServerHandshake handshake) =>
        contents is not null && ReferenceEquals(contents.Server, handshake) && contents.Changes == Volatile.Read(ref _changes) && time.GetUtcNow() - contents.ReadAt < Kept;

    private async Task<IReadOnlyList<ListEntry>> GatherAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        List<ListEntry> entries = [];
        string? cursor = null;
        var bytes = 0L;
        for (var page = 0; page < MostPages && bytes <= MostBytes; page++)
        {
            using var document = await PageAsync(handshake, cursor, cancellationToken);
            if (document is null)
                return [];
            var (result, known) = (document.RootElement, entries.Count);
            if (result.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array)
                entries.AddRange(list.EnumerateArray().Select(Entry).OfType<ListEntry>());
            bytes += entries.Skip(known).Sum(static entry => (long)entry.Json.Length);
            cursor = result.TryGetProperty("nextCursor"u8, out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (cursor is null)
                return [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }

        throw new McpProtocolException($"The server's {method} came to no end in {MostPages} pages or {MostBytes >> 20} MB.", McpErrorCode.InternalError);
    }

    private async Task<JsonDocument?> PageAsync(ServerHandshake handshake, string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            return ResultJson.Read(await server.SendAsync(Request(handshake, cursor), cancellationToken));
        }
        catch (McpProtocolException error) when (cursor is null && error.ErrorCode == McpErrorCode.MethodNotFound)
        {
            // Many a server with resources knows of no templates.
            return null;
        }
    }

    private McpRequest Request(ServerHandshake handshake, string? cursor) => new()
    {
        Id = default,
        Method = method,
        Params = Protocol.JsonRpc.WrittenJson.ObjectOf(writer =>
        {
            if (cursor is not null)
                writer.WriteString("cursor"u8, cursor);
        }),
        ProtocolVersion = handshake.ProtocolVersion,
        Principal = "list",
    };

    private ListEntry? Entry(JsonElement definition) =>
        definition.ValueKind == JsonValueKind.Object && definition.TryGetProperty(nameMember, out var name) && name.ValueKind == JsonValueKind.String && !NeedsTask(definition)
            ? new(name.GetString()!, JsonMarshal.GetRawUtf8Value(definition).ToArray())
            : null;

    // A call would have to be a task, which nobody could come back for: another environment does not have it.
    private static bool NeedsTask(JsonElement definition) =>
        definition.TryGetProperty("execution"u8, out var execution) && execution.ValueKind == JsonValueKind.Object &&
        execution.TryGetProperty("taskSupport"u8, out var support) && support.ValueKind == JsonValueKind.String && support.ValueEquals("required"u8);
}
