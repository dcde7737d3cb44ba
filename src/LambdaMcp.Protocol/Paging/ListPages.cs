using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Sealing;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Paging;

/// <summary>
/// Cuts lists into pages (MCP 2025-11-25, "Pagination"). A cursor names the entry that its page begins after, signed for one list, one set and one
/// principal, so that it stays good when entries come and go, and for nobody else.
/// </summary>
internal sealed class ListPages(Sealer sealer, McpEndpointOptions options)
{
    private const int LongestCursor = 8 * 1024;
    private const int MostBytes = 2 * 1024 * 1024;

    /// <exception cref="McpProtocolException">The cursor was not given by this list to this principal.</exception>
    public async ValueTask<McpResult> PageAsync(McpRequest request, string member, IReadOnlyList<ListEntry> entries, CancellationToken cancellationToken)
    {
        var start = await StartAsync(request, entries, cancellationToken);
        var end = start;
        for (var bytes = 0; end < entries.Count && end - start < options.ListPageSize && (end == start || bytes < MostBytes); end++)
            bytes += entries[end].Json.Length;
        var next = end < entries.Count ? await sealer.SignAsync(Purpose(request), Cursor(request, entries[end - 1].Name), cancellationToken) : null;
        return new ListPage(member, entries, start..end, next, options.ListTimeToLive);
    }

    private async ValueTask<int> StartAsync(McpRequest request, IReadOnlyList<ListEntry> entries, CancellationToken cancellationToken)
    {
        if (request.Params.ValueKind != JsonValueKind.Object || !request.Params.TryGetProperty("cursor"u8, out var cursor))
            return 0;
        if (cursor.ValueKind != JsonValueKind.String || cursor.GetString() is not { Length: <= LongestCursor } text ||
            await sealer.VerifyAsync(Purpose(request), text, cancellationToken) is not { Length: >= OwnerHash.Size } content ||
            !OwnerHash.IsOf(content.AsSpan(0, OwnerHash.Size), request.Principal))
        {
            throw new McpProtocolException("params.cursor was not given by this list. Read the list from its beginning, without a cursor.", McpErrorCode.InvalidParams);
        }

        var last = Encoding.UTF8.GetString(content.AsSpan(OwnerHash.Size));
        var start = 0;
        while (start < entries.Count && string.CompareOrdinal(entries[start].Name, last) <= 0)
            start++;
        return start;
    }

    private static string Purpose(McpRequest request) => request.Set is { } set ? $"cursor {request.Method} {set}" : "cursor " + request.Method;

    private static byte[] Cursor(McpRequest request, string last) => [.. OwnerHash.Of(request.Principal), .. Encoding.UTF8.GetBytes(last)];

    private sealed class ListPage(string member, IReadOnlyList<ListEntry> entries, Range range, string? next, TimeSpan timeToLive) : McpResult
    {
        // What a caller sees may depend on who it is.
        public override CacheHint? Caching => new(timeToLive, IsPublic: false);

        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteStartArray(member);
            for (var i = range.Start.Value; i < range.End.Value; i++)
                writer.WriteRawValue(entries[i].Json.Span, skipInputValidation: true);
            writer.WriteEndArray();
            if (next is not null)
                writer.WriteString("nextCursor"u8, next);
        }
    }
}
