using System.Text.Json;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>The schema of a function's arguments from a registry, or why there is none.</summary>
/// <param name="Schema">The schema, in JSON Schema 2020-12.</param>
/// <param name="Fault">Why it cannot be used.</param>
internal sealed record FunctionSchema(JsonElement? Schema, string? Fault);
