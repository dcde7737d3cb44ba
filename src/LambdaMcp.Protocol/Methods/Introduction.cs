namespace LambdaMcp.Protocol.Methods;

/// <summary>What the server says of itself.</summary>
/// <param name="Server">Its name and version.</param>
/// <param name="Instructions">How a model should use it.</param>
/// <param name="Capabilities">What it can do.</param>
internal sealed record Introduction(ServerIdentity Server, string? Instructions, ServerCapabilities Capabilities);
