using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>Every schema found so far, by place, and every identifier (<c>$id</c>, <c>$anchor</c>, <c>$dynamicAnchor</c>).</summary>
internal sealed class SchemaIndex(FaultList faults, JsonSchemaOptions options)
{
    private readonly Queue<SchemaNode> _pending = new();
    private readonly List<SchemaNode> _nodes = [];
    private readonly Dictionary<string, SchemaResource> _resources = [];
    private bool _isFull;

    public IReadOnlyList<SchemaNode> Nodes => _nodes;

    public bool TryTakePending([NotNullWhen(true)] out SchemaNode? node) => _pending.TryDequeue(out node);

    public SchemaResource? FindResource(Uri uri) => _resources.GetValueOrDefault(uri.AbsoluteUri);

    public SchemaNode? AddDocument(JsonElement root, SchemaSource source)
    {
        var resource = new SchemaResource(source, source.BaseUri, root, "");
        _resources.TryAdd(source.BaseUri.AbsoluteUri, resource);
        return Add(root, resource, "", 0);
    }

    /// <summary>Adds the schema at a place, with all below it. Null when it is no schema or one too many.</summary>
    public SchemaNode? Add(JsonElement element, SchemaResource resource, string pointer, int depth)
    {
        if (resource.Source.Nodes.TryGetValue(pointer, out var known))
            return known;
        var path = resource.Source.Name + pointer;
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add(path, $"must be a schema (an object, true or false), but is {ValuePreview.Describe(element)}");
            return null;
        }

        if (depth > options.MaxSchemaDepth)
        {
            faults.Add(path, $"nests deeper than {options.MaxSchemaDepth} subschemas");
            return null;
        }

        if (_nodes.Count >= options.MaxSchemaNodes)
        {
            if (!_isFull)
                faults.Add(path, $"is one subschema too many: {options.MaxSchemaNodes} are allowed");
            _isFull = true;
            return null;
        }

        if (element.ValueKind == JsonValueKind.Object)
            resource = SchemaIdentifiers.Enter(element, resource, pointer, _resources, faults);
        var node = new SchemaNode(element, resource, pointer, depth);
        _nodes.Add(node);
        _pending.Enqueue(node);
        resource.Source.Nodes.Add(pointer, node);
        if (element.ValueKind == JsonValueKind.Object)
        {
            SchemaIdentifiers.AddAnchors(node, faults);
            foreach (var (child, place) in SubschemaLocations.Of(element, pointer, resource.Source.Name, faults))
                Add(child, resource, place, depth + 1);
        }

        return node;
    }
}
