using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>A member of a JSON object that is read.</summary>
/// <param name="JsonName">Its name.</param>
/// <param name="Schema">Its schema, with its description.</param>
/// <param name="Code">How its value is read.</param>
/// <param name="Type">The C# type.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record InputMember(string JsonName, JsonObject Schema, ReadCode Code, ITypeSymbol Type, bool IsRequired)
{
    /// <summary>The C# expression for a member that is not there.</summary>
    public string? Default { get; init; }

    /// <summary>The property that it sets; null for a parameter.</summary>
    public IPropertySymbol? Property { get; init; }

    /// <summary>The C# expression that reads it from the object <paramref name="json"/>.</summary>
    public string Reading(string json) => Default is null
        ? $"global::LambdaMcp.Tools.Generated.JsonMember.Required({json}, {Literals.Text(JsonName)}, {Code.Lambda})"
        : $"global::LambdaMcp.Tools.Generated.JsonMember.Optional<{Type.Code()}>({json}, {Literals.Text(JsonName)}, {Code.Lambda}, {Default})";
}
