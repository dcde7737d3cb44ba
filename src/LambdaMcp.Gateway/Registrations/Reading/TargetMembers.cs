using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Reading;

/// <summary>The members of aggregated functions.</summary>
internal static class TargetMembers
{
    public static Registration Read(MemberReader members, Registration registration)
    {
        var tools = members.Json("tools");
        if (tools is { ValueKind: JsonValueKind.Array } list)
            CompileSchemas(list, members.Faults);
        return registration with
        {
            Prefix = members.Text("prefix") ?? (registration.Type == RegistrationType.Target ? Registration.UsualPrefix(registration.Name) : null),
            Tools = tools,
        };
    }

    private static void CompileSchemas(JsonElement tools, RegistrationFaults faults)
    {
        var position = 0;
        foreach (var tool in tools.EnumerateArray())
        {
            var place = JsonPointer.Append("/tools", position++);
            if (tool.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var member in new[] { "inputSchema", "outputSchema" })
            {
                if (tool.TryGetProperty(member, out var schema))
                    ToolMembers.Schema(schema, $"{place}/{member}", faults);
            }
        }
    }
}
