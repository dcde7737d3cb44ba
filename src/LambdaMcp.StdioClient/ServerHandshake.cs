using System.Text.Json;

namespace LambdaMcp.StdioClient;

/// <summary>What a server said of itself when it was started (<c>initialize</c> or <c>server/discover</c>).</summary>
public sealed record ServerHandshake
{
    /// <summary>The protocol revision that is spoken with it.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>Whether each request carries its own metadata (2026-07-28 and later).</summary>
    public required bool IsStateless { get; init; }

    /// <summary>Its <c>serverInfo</c>: an object.</summary>
    public required JsonElement ServerInfo { get; init; }

    /// <summary>Its <c>capabilities</c>: an object.</summary>
    public required JsonElement Capabilities { get; init; }

    /// <summary>Its <c>instructions</c>, if it has any.</summary>
    public string? Instructions { get; init; }

    /// <summary>Whether it announced a capability, such as <c>prompts</c>.</summary>
    public bool Has(string capability) => Capabilities.ValueKind == JsonValueKind.Object && Capabilities.TryGetProperty(capability, out _);
}
