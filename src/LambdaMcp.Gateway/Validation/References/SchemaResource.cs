using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;

namespace LambdaMcp.Gateway.Validation.References;

/// <summary>A schema with an address of its own (<c>$id</c>), and the anchors inside it.</summary>
internal sealed class SchemaResource(SchemaSource source, Uri baseUri, JsonElement root, string pointer)
{
    public SchemaSource Source { get; } = source;

    public Uri BaseUri { get; } = baseUri;

    public JsonElement Root { get; } = root;

    /// <summary>Its JSON pointer in its document.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>Both <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, SchemaNode> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SchemaNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
