using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Transforms;

/// <summary>Tells which keywords have something to say of arguments that are left out.</summary>
internal sealed class OmittedMentions(JsonElement root, OmittedArguments omitted)
{
    /// <summary>Why the keyword cannot stay as it is beside the arguments that are left out; null when it can.</summary>
    public string? FaultOf(JsonProperty keyword) =>
        Says(keyword, new(StringComparer.Ordinal)) ? $"has something to say of {omitted}, which clients do not see; say it in properties and required alone" : null;

    /// <param name="keyword">A keyword that applies to the object which has the arguments.</param>
    /// <param name="followed">The references on the way here.</param>
    private bool Says(JsonProperty keyword, HashSet<string> followed) => keyword.Name switch
    {
        "properties" => keyword.Value.ValueKind == JsonValueKind.Object && keyword.Value.EnumerateObject().Any(property => omitted.Has(property.Name)),
        "required" => keyword.Value.ValueKind == JsonValueKind.Array && keyword.Value.EnumerateArray().Any(name => omitted.Has(name)),
        "dependentRequired" => keyword.Value.ValueKind == JsonValueKind.Object && keyword.Value.EnumerateObject().Any(one =>
            omitted.Has(one.Name) || (one.Value.ValueKind == JsonValueKind.Array && one.Value.EnumerateArray().Any(name => omitted.Has(name)))),
        "dependentSchemas" => keyword.Value.ValueKind == JsonValueKind.Object && keyword.Value.EnumerateObject().Any(one =>
            omitted.Has(one.Name) || SpeaksOf(one.Value, followed)),
        "not" or "if" or "then" or "else" => SpeaksOf(keyword.Value, followed),
        "allOf" or "anyOf" or "oneOf" => keyword.Value.ValueKind == JsonValueKind.Array && keyword.Value.EnumerateArray().Any(part => SpeaksOf(part, followed)),
        "minProperties" or "maxProperties" => omitted.HasFixed,
        "const" or "enum" => true,
        "$ref" => keyword.Value.ValueKind != JsonValueKind.String || TargetSpeaksOf(keyword.Value.GetString()!, followed),
        "$dynamicRef" => true,
        _ => false,
    };

    private bool SpeaksOf(JsonElement schema, HashSet<string> followed) =>
        schema.ValueKind == JsonValueKind.Object && schema.EnumerateObject().Any(keyword => Says(keyword, followed) || (omitted.HasFixed && Lists(keyword.Name)));

    // They judge every member, so also the fixed ones, which the shown part does not have.
    private static bool Lists(string keyword) =>
        keyword is "additionalProperties" or "patternProperties" or "propertyNames" or "unevaluatedProperties";

    private bool TargetSpeaksOf(string reference, HashSet<string> followed)
    {
        // Another address or an anchor is not followed here, and so may say anything.
        if (!reference.StartsWith("#/", StringComparison.Ordinal) || JsonPointer.Split(Uri.UnescapeDataString(reference[1..])) is not { } path)
            return true;
        if (!followed.Add(reference))
            return false;
        JsonElement? target = root;
        foreach (var step in path)
            target = target is { } element ? JsonPointer.Step(element, step) : null;
        return target is not { } found || SpeaksOf(found, followed);
    }
}
