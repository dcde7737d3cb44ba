using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of the texts that people and models read: names, titles and descriptions, wherever they stand.</summary>
internal static class TextRules
{
    public static void Check(Registration registration, RegistrationFaults faults)
    {
        CheckText(registration.Title, "/title", faults);
        CheckText(registration.Description, "/description", faults);
        CheckWithin(registration.InputSchema, "/parameters", faults);
        CheckWithin(registration.OutputSchema, "/outputSchema", faults);
        CheckWithin(registration.Arguments, "/arguments", faults);
        CheckWithin(registration.Annotations, "/annotations", faults);
        CheckWithin(registration.Tools, "/tools", faults);
    }

    private static void CheckText(string? text, string place, RegistrationFaults faults)
    {
        if (text is not null && VisibleText.FindHidden(text) is { } hidden)
            faults.Add(place, $"has a character that people do not see ({hidden}); leave it out");
    }

    private static void CheckWithin(JsonElement? json, string place, RegistrationFaults faults)
    {
        if (json is { } value && !IsPlain(JsonMarshal.GetRawUtf8Value(value)))
            Walk(value, place, faults);
    }

    // ASCII without escapes hides nothing.
    private static bool IsPlain(ReadOnlySpan<byte> json) => json.IndexOf("\\u"u8) < 0 && json.IndexOfAnyInRange((byte)0x7F, (byte)0xFF) < 0;

    private static void Walk(JsonElement value, string place, RegistrationFaults faults)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var position = 0;
            foreach (var item in value.EnumerateArray())
                Walk(item, JsonPointer.Append(place, position++), faults);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                var at = JsonPointer.Append(place, member.Name);
                CheckText(member.Name, at, faults);
                if (member.Name is "name" or "title" or "description" && member.Value.ValueKind == JsonValueKind.String)
                    CheckText(member.Value.GetString(), at, faults);
                else
                    Walk(member.Value, at, faults);
            }
        }
    }
}
