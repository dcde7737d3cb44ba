using LambdaMcp.Gateway.Validation.Compilation;

namespace LambdaMcp.Gateway.Validation.References;

/// <summary>Finds what a <c>$ref</c> or <c>$dynamicRef</c> points at, inside the schema or the meta-schema, never elsewhere.</summary>
internal sealed class ReferenceResolver(SchemaIndex index, FaultList faults)
{
    /// <param name="reference">The reference.</param>
    /// <param name="from">The schema that has it.</param>
    /// <param name="path">The keyword's place, for faults.</param>
    /// <returns>The target, and the fragment if it is an anchor's name; null after a fault.</returns>
    public (SchemaNode Node, string? Anchor)? Resolve(string reference, SchemaNode from, string path)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var address = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        var resource = address.Length == 0 ? from.Resource : FindResource(address, from, path);
        if (resource is null)
            return null;

        if (fragment.Length > 0 && fragment[0] != '/')
        {
            if (resource.Anchors.TryGetValue(fragment, out var anchored))
                return (anchored, fragment);
            faults.Add(path, $"has no target: no schema has the anchor \"{fragment}\"");
            return null;
        }

        return Follow(resource, fragment, reference, path) is { } node ? (node, null) : null;
    }

    private SchemaResource? FindResource(string address, SchemaNode from, string path)
    {
        if (!Uri.TryCreate(from.Resource.BaseUri, address, out var uri))
        {
            faults.Add(path, $"is no URI reference: \"{address}\"");
            return null;
        }

        if (index.FindResource(uri) is { } known)
            return known;
        if (uri.AbsoluteUri is MetaSchema.Address or MetaSchema.InsecureAddress)
        {
            index.AddDocument(MetaSchema.Read(), new SchemaSource(MetaSchema.Address + "#", new Uri(MetaSchema.Address)));
            return index.FindResource(new Uri(MetaSchema.Address));
        }

        faults.Add(
            path, $"points outside the schema, to \"{address}\", and nothing is fetched; " + "copy that schema into $defs and refer to it there");
        return null;
    }

    private SchemaNode? Follow(SchemaResource resource, string fragment, string reference, string path)
    {
        if (resource.Source.Nodes.TryGetValue(resource.Pointer + fragment, out var known))
            return known;
        var element = resource.Root;
        var pointer = resource.Pointer;
        var nearest = resource.Source.Nodes.GetValueOrDefault(pointer);
        foreach (var token in JsonPointer.Split(fragment)!)
        {
            if (JsonPointer.Step(element, token) is not { } next)
            {
                faults.Add(path, $"has no target: there is nothing at \"{reference}\"");
                return null;
            }

            element = next;
            pointer = JsonPointer.Append(pointer, token);
            nearest = resource.Source.Nodes.GetValueOrDefault(pointer) ?? nearest;
        }

        // A target outside the known places of subschemas, such as under a keyword of one's own, is a schema because it is referred to.
        return nearest?.Pointer == pointer
            ? nearest
            : index.Add(element, nearest?.Resource ?? resource, pointer, (nearest?.Depth ?? 0) + 1);
    }
}
