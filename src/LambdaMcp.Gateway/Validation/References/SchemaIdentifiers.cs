using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.References;

/// <summary>Reads <c>$schema</c>, <c>$id</c>, <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
internal static class SchemaIdentifiers
{
    /// <summary>The resource that a schema belongs to: a new one when it has an <c>$id</c>.</summary>
    public static SchemaResource Enter(
        JsonElement schema, SchemaResource outer, string pointer, Dictionary<string, SchemaResource> resources, FaultList faults)
    {
        var path = outer.Source.Name + pointer;
        CheckDialect(schema, path, faults);
        if (JsonPointer.Step(schema, "$id") is not { } id)
            return outer;
        var place = path + "/$id";
        if (JsonText.OfString(id) is not { } text || !Uri.TryCreate(outer.BaseUri, text.TrimEnd('#'), out var uri))
        {
            faults.Add(place, $"must be a URI reference, but is {ValuePreview.Describe(id)}");
            return outer;
        }

        if (text.TrimEnd('#').Contains('#', StringComparison.Ordinal))
        {
            faults.Add(place, "must have no fragment; name a place inside with $anchor");
            return outer;
        }

        var resource = new SchemaResource(outer.Source, uri, schema, pointer);
        if (pointer.Length == 0)
            resources[uri.AbsoluteUri] = resource;
        else if (!resources.TryAdd(uri.AbsoluteUri, resource))
            faults.Add(place, $"is taken: another schema in this document is {uri}");
        return resource;
    }

    public static void AddAnchors(SchemaNode node, FaultList faults)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (JsonPointer.Step(node.Element, keyword) is not { } value)
                continue;
            var place = $"{node.Path}/{keyword}";
            if (JsonText.OfString(value) is not { } name || !IsAnchorName(name))
            {
                faults.Add(place, "must be a name: a letter or _, then letters, digits, _, - and .");
                continue;
            }

            if (keyword == "$dynamicAnchor")
                node.Resource.DynamicAnchors.TryAdd(name, node);
            if (!node.Resource.Anchors.TryAdd(name, node) && node.Resource.Anchors[name] != node)
                faults.Add(place, $"is taken: another subschema has the anchor \"{name}\"");
        }
    }

    private static void CheckDialect(JsonElement schema, string path, FaultList faults)
    {
        if (JsonPointer.Step(schema, "$schema") is not { } dialect)
            return;
        if (JsonText.OfString(dialect)?.TrimEnd('#') is not (MetaSchema.Address or MetaSchema.InsecureAddress))
        {
            faults.Add(
                path + "/$schema",
                $"is {ValuePreview.Of(dialect)}, a dialect that is not supported; write the schema in draft 2020-12 (\"{MetaSchema.Address}\")");
        }
    }

    private static bool IsAnchorName(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        }

        return true;
    }
}
