using System.Text.Json;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Registrations.Reading;

/// <summary>The members of tools.</summary>
internal static class ToolMembers
{
    public const int MaxCacheSeconds = 86_400;

    public static Registration Read(MemberReader members, Registration registration) => registration with
    {
        InputSchema = Parameters(members),
        OutputSchema = Schema(members.Json("outputSchema"), "/outputSchema", members.Faults),
        Http = members.Json("http"),
        FixedArguments = members.Json("fixedArguments"),
        HiddenArguments = members.Texts("hiddenArguments"),
        CacheSeconds = members.Number("cache", 1, MaxCacheSeconds, "seconds"),
    };

    // Who registers a schema is there to correct it.
    private static readonly JsonSchemaOptions Strict = new() { RefuseSupersededKeywords = true };

    /// <summary>A schema that can be compiled, or one with its faults noted.</summary>
    public static JsonElement? Schema(JsonElement? schema, string place, RegistrationFaults faults) => Schema(schema, place, faults, added: "");

    // What was added in front of each pointer is not in the body.
    private static JsonElement? Schema(JsonElement? schema, string place, RegistrationFaults faults, string added)
    {
        if (schema is not { } given)
            return null;
        try
        {
            JsonSchemaDocument.Compile(given, Strict);
        }
        catch (JsonSchemaException exception)
        {
            foreach (var fault in exception.Faults)
            {
                var pointer = fault.SchemaPath.StartsWith(added, StringComparison.Ordinal) ? fault.SchemaPath[added.Length..] : fault.SchemaPath;
                faults.Add($"{place}{pointer}", fault.Message);
            }
        }

        return given;
    }

    private static JsonElement? Parameters(MemberReader members)
    {
        if (members.Json("parameters") is not { } parameters)
            return null;
        if (ShortFormSchema.IsJsonSchema(parameters))
            return Schema(parameters, "/parameters", members.Faults);
        try
        {
            return Schema(ShortFormSchema.ToJsonSchema(parameters), "/parameters", members.Faults, added: "/properties");
        }
        catch (FormatException exception)
        {
            members.Faults.Add("/parameters", exception.Message);
            return null;
        }
    }
}
