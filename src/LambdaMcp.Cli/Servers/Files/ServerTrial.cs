using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>How a server is tried out.</summary>
/// <param name="Tool">The tool that is called; null for one that says it only reads and needs no arguments.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="NeedsCredentials">Whether the call works with AWS credentials only.</param>
internal sealed record ServerTrial(string? Tool, JsonObject Arguments, bool NeedsCredentials);
