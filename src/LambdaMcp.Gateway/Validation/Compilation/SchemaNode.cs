using System.Text.Json;
using LambdaMcp.Gateway.Validation.Keywords;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>One schema or subschema. It exists, empty, as soon as it is found, so that references may point at it.</summary>
internal sealed class SchemaNode(JsonElement element, SchemaResource resource, string pointer, int depth)
{
    public JsonElement Element { get; } = element;

    /// <summary>The innermost <c>$id</c> around it.</summary>
    public SchemaResource Resource { get; } = resource;

    /// <summary>Its JSON pointer in its document.</summary>
    public string Pointer { get; } = pointer;

    public int Depth { get; } = depth;

    /// <summary>Where it is, for people.</summary>
    public string Path => Resource.Source.Name + Pointer;

    /// <summary>The verdict of a boolean schema; null for an object.</summary>
    public bool? Constant { get; } = element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public Keyword[] Keywords { get; set; } = [];

    /// <summary>True when it has an <c>unevaluated…</c> keyword, and so must know what its other keywords looked at.</summary>
    public bool TracksEvaluated { get; set; }
}
