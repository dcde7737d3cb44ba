using System.Text.Json;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>What a session's id tells of its birth.</summary>
internal sealed record SessionOrigin(string ProtocolVersion, JsonElement ClientCapabilities, DateTimeOffset CreatedAt);
