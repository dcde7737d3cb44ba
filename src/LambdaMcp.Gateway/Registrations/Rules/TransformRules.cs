using System.Text.Json;
using LambdaMcp.Gateway.Transforms;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of fixed and hidden arguments, so that the schema which clients see can be made, and matches what functions get.</summary>
internal static class TransformRules
{
    public static void Check(Registration registration, RegistrationFaults faults)
    {
        var omitted = new OmittedArguments(registration);
        if (!omitted.Any || registration.InputSchema is not { ValueKind: JsonValueKind.Object } schema)
            return;
        var shown = new ShownSchema(schema, omitted);
        var derived = shown.Derive();
        foreach (var fault in shown.Faults)
            faults.Add($"/parameters{fault.SchemaPath}", fault.Message);
        try
        {
            JsonSchemaDocument.Compile(schema);
        }
        catch (JsonSchemaException)
        {
            return; // Which has been told, and has nothing to do with what is left out.
        }

        Compile(derived, faults);
        if (registration.FixedArguments is { ValueKind: JsonValueKind.Object } values)
            CheckValues(FixedValueSchema.Of(schema), values, faults);
    }

    private static void Compile(JsonElement derived, RegistrationFaults faults)
    {
        try
        {
            JsonSchemaDocument.Compile(derived);
        }
        catch (JsonSchemaException exception)
        {
            foreach (var fault in exception.Faults)
                faults.Add($"/parameters{fault.SchemaPath}", $"{fault.Message}, once the arguments are left out that clients do not see");
        }
    }

    private static void CheckValues(JsonElement schema, JsonElement values, RegistrationFaults faults)
    {
        try
        {
            foreach (var violation in JsonSchemaDocument.Compile(schema).Validate(values))
                faults.Add($"/fixedArguments{violation.InstancePath}", violation.Message);
        }
        catch (JsonSchemaException)
        {
            // It points at a part that only matters when there is a call.
        }
    }
}
