using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of a tool.</summary>
internal static class ToolRules
{
    public static void Check(Registration registration, RegistrationFaults faults)
    {
        if (!ToolJson.IsObjectSchema(registration.InputSchema))
            faults.Add("/parameters", "must be a JSON Schema that describes an object: \"type\": \"object\"");
        else if (registration.InputSchema is { } schema)
            HeaderAnnotations.Check(schema, "/parameters", faults);
        if (registration.OutputSchema is { ValueKind: not JsonValueKind.Object })
            faults.Add("/outputSchema", "must be a JSON Schema, written as an object");
        CheckTransforms(registration, faults);
        TransformRules.Check(registration, faults);
        if (registration.CacheSeconds is not null && !Says(registration.Annotations, "readOnlyHint") && !Says(registration.Annotations, "idempotentHint"))
            faults.Add("/cache", "is for tools that say they only read or can be repeated: set readOnlyHint or idempotentHint in annotations");
    }

    private static void CheckTransforms(Registration registration, RegistrationFaults faults)
    {
        var arguments = new ArgumentNames(registration, faults);
        if (registration.FixedArguments is { } values)
        {
            if (values.ValueKind != JsonValueKind.Object)
            {
                faults.Add("/fixedArguments", "must be an object: the arguments by name");
            }
            else
            {
                foreach (var value in values.EnumerateObject())
                {
                    if (value.Name.Length == 0)
                        faults.Add("/fixedArguments/", "must have a name");
                }
            }
        }

        LabelRules.CheckList(registration.HiddenArguments, "/hiddenArguments", static name => name.Length > 0, "must be the name of an argument", faults);
        for (var position = 0; position < registration.HiddenArguments.Count; position++)
        {
            var (name, place) = (registration.HiddenArguments[position], JsonPointer.Append("/hiddenArguments", position));
            if (name.Length == 0 || !arguments.Check(name, place))
                continue;
            if (arguments.IsFixed(name))
                faults.Add(place, "is fixed, and so not shown anyway; name it in one of the two");
            else if (arguments.IsRequired(name))
                faults.Add(place, "is required; give it a value in fixedArguments instead");
        }
    }

    private static bool Says(JsonElement? annotations, string hint) =>
        annotations is { ValueKind: JsonValueKind.Object } hints && hints.TryGetProperty(hint, out var value) && value.ValueKind == JsonValueKind.True;
}
