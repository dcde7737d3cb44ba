using LambdaMcp.Tools.Generator.Json;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>How a type is written as JSON.</summary>
/// <param name="Schema">The JSON Schema of what is written; whoever changes it takes a copy.</param>
/// <param name="Apply">Makes the C# expression that writes, of the expressions of a writer and a value.</param>
internal sealed record WriteCode(JsonObject Schema, Func<string, string, string> Apply)
{
    /// <summary>The writing as a lambda.</summary>
    public string Lambda => $"static (w, v) => {Apply("w", "v")}";
}
