using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;

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
    }
}
