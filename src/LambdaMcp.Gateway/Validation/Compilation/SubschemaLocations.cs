using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>Where a schema holds other schemas.</summary>
internal static class SubschemaLocations
{
    private static readonly FrozenDictionary<string, Holder> Holders = new Dictionary<string, Holder>
    {
        ["additionalProperties"] = Holder.Schema,
        ["propertyNames"] = Holder.Schema,
        ["items"] = Holder.Schema,
        ["contains"] = Holder.Schema,
        ["not"] = Holder.Schema,
        ["if"] = Holder.Schema,
        ["then"] = Holder.Schema,
        ["else"] = Holder.Schema,
        ["unevaluatedItems"] = Holder.Schema,
        ["unevaluatedProperties"] = Holder.Schema,
        ["contentSchema"] = Holder.Schema,
        ["allOf"] = Holder.Array,
        ["anyOf"] = Holder.Array,
        ["oneOf"] = Holder.Array,
        ["prefixItems"] = Holder.Array,
        ["$defs"] = Holder.Map,
        ["definitions"] = Holder.Map,
        ["properties"] = Holder.Map,
        ["patternProperties"] = Holder.Map,
        ["dependentSchemas"] = Holder.Map,
    }.ToFrozenDictionary();

    private enum Holder
    {
        Schema,
        Array,
        Map,
    }

    /// <summary>The schemas directly inside an object schema. A key that occurs twice is a fault: readers would disagree.</summary>
    public static IEnumerable<(JsonElement Schema, string Pointer)> Of(JsonElement schema, string pointer, string source, FaultList faults)
    {
        foreach (var (name, value) in Members(schema, pointer, source, faults))
        {
            if (!Holders.TryGetValue(name, out var holder))
                continue;
            var place = JsonPointer.Append(pointer, name);
            if (holder == Holder.Schema && value.ValueKind != JsonValueKind.Array)
            {
                yield return (value, place);
            }
            else if (holder == Holder.Array && value.ValueKind == JsonValueKind.Array)
            {
                var position = 0;
                foreach (var item in value.EnumerateArray())
                    yield return (item, JsonPointer.Append(place, position++));
            }
            else if (holder == Holder.Map && value.ValueKind == JsonValueKind.Object)
            {
                foreach (var (key, item) in Members(value, place, source, faults))
                    yield return (item, JsonPointer.Append(place, key));
            }
        }
    }

    private static List<(string Name, JsonElement Value)> Members(JsonElement value, string pointer, string source, FaultList faults)
    {
        var members = new List<(string, JsonElement)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonText.NameOf(member);
            if (names.Add(name))
                members.Add((name, member.Value));
            else
                faults.Add(source + JsonPointer.Append(pointer, name), "occurs twice; remove one of the two");
        }

        return members;
    }
}
