using LambdaMcp.Tools.Generator.Json;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>How a type is read from JSON.</summary>
/// <param name="Schema">The JSON Schema of what is read; whoever changes it takes a copy.</param>
/// <param name="Apply">Makes the C# expression that reads, of the expression of a <c>JsonElement</c>.</param>
/// <param name="IsText">Whether the JSON is a string, so that arguments of prompts and URI templates are it as they come.</param>
internal sealed record ReadCode(JsonObject Schema, Func<string, string> Apply, bool IsText = false)
{
    /// <summary>The reading as a lambda.</summary>
    public string Lambda => $"static v => {Apply("v")}";

    public ReadCode OrNull(bool isValue) => new(
        Schemas.OrNull(Schema),
        value => $"global::LambdaMcp.Tools.Generated.JsonRead.{(isValue ? "NullableValue" : "Nullable")}({value}, {Lambda})",
        IsText);
}
