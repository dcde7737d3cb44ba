using System.Text.Json;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>
/// One MCP session, as every instance sees it: what the client said in <c>initialize</c> and who it belongs to
/// (MCP 2025-11-25, "Session Management").
/// </summary>
public sealed record SessionRecord
{
    /// <summary>The value of <c>Mcp-Session-Id</c>: unguessable, visible ASCII.</summary>
    public required string Id { get; init; }

    /// <summary>The principal that opened the session; for anyone else the session does not exist.</summary>
    public required string Owner { get; init; }

    /// <summary>The protocol revision agreed on in <c>initialize</c>.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>The client's <c>clientInfo</c>, as sent.</summary>
    public JsonElement? ClientInfo { get; init; }

    /// <summary>The client's <c>capabilities</c>, as sent.</summary>
    public JsonElement? ClientCapabilities { get; init; }

    /// <summary>What <c>logging/setLevel</c> set; null: the server decides.</summary>
    public string? LogLevel { get; init; }

    /// <summary>The URIs that <c>resources/subscribe</c> named.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    /// <summary>When <c>initialize</c> was answered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the session ends unless it is used before; moved forward by use.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Counts the writes to this record, from 1; every write is conditional on it.</summary>
    public long Version { get; init; } = 1;
}
