using LambdaMcp.Tools.Generator.Json;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>A parameter that clients fill.</summary>
/// <param name="Name">Its name, in C# and in JSON.</param>
/// <param name="Description">What is said about it.</param>
/// <param name="Schema">Its schema, with description and default.</param>
/// <param name="IsRequired">Whether it has no default.</param>
/// <param name="Reading">The C# expression that reads it from <c>arguments</c>; null for one that the server reads.</param>
internal sealed record Argument(string Name, string? Description, JsonObject Schema, bool IsRequired, string? Reading);
