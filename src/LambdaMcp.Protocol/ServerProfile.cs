using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>What a server behind the endpoint says of itself. The endpoint says the same, and serves nothing that the server does not have.</summary>
public sealed class ServerProfile
{
    /// <summary>Its <c>serverInfo</c>: an object.</summary>
    public required JsonElement ServerInfo { get; init; }

    /// <summary>Its <c>instructions</c>, if it has any.</summary>
    public string? Instructions { get; init; }

    /// <summary>Its <c>capabilities</c>: an object.</summary>
    public required JsonElement Capabilities { get; init; }
}
