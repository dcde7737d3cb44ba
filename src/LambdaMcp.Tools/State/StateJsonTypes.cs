using System.Text.Json.Serialization;

namespace LambdaMcp.Tools.State;

/// <summary>Types of a program's own that state may keep.</summary>
internal sealed record StateJsonTypes(JsonSerializerContext Context);
