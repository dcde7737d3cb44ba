using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// What must hold of the texts that people and models read: all that lists show of an entry, down to each default and example in a schema,
/// for a model reads these too.
/// </summary>
internal static class TextRules
{
    public static void Check(Registration registration, RegistrationFaults faults)
    {
        CheckText(registration.Title, "/title", faults);
        CheckText(registration.Description, "/description", faults);
        CheckText(registration.Uri, "/uri", faults);
        CheckText(registration.UriTemplate, "/uriTemplate", faults);
        CheckWithin(registration.InputSchema, "/parameters", faults);
        CheckWithin(registration.OutputSchema, "/outputSchema", faults);
        CheckWithin(registration.Arguments, "/arguments", faults);
        CheckWithin(registration.Annotations, "/annotations", faults);
        CheckWithin(registration.Icons, "/icons", faults);
        CheckWithin(registration.Meta, "/_meta", faults);
        CheckWithin(registration.Tools, "/tools", faults);
    }

    /// <summary>What is wrong with a text that people and models read; null when nothing is.</summary>
    public static string? FindFault(string text) =>
        VisibleText.FindHidden(text) is { } hidden ? $"has a character that people do not see ({hidden}); leave it out" : null;

    /// <summary>The same of every text within a JSON value: the first fault, with its place.</summary>
    public static RegistrationFault? FindFault(JsonElement json)
    {
        var faults = new RegistrationFaults();
        CheckWithin(json, "", faults);
        return faults.Any ? faults.All[0] : null;
    }

    private static void CheckText(string? text, string place, RegistrationFaults faults)
    {
        if (text is not null && FindFault(text) is { } fault)
            faults.Add(place, fault);
    }

    private static void CheckWithin(JsonElement? json, string place, RegistrationFaults faults)
    {
        if (json is { } value && !IsPlain(JsonMarshal.GetRawUtf8Value(value)))
            Walk(value, place, faults);
    }

    // ASCII without escapes hides nothing.
    private static bool IsPlain(ReadOnlySpan<byte> json) => json.IndexOf((byte)'\\') < 0 && json.IndexOfAnyInRange((byte)0x7F, (byte)0xFF) < 0;

    private static void Walk(JsonElement value, string place, RegistrationFaults faults)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                CheckText(value.GetString(), place, faults);
                break;
            case JsonValueKind.Array:
                var position = 0;
                foreach (var item in value.EnumerateArray())
                    Walk(item, JsonPointer.Append(place, position++), faults);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    var at = JsonPointer.Append(place, member.Name);
                    CheckText(member.Name, at, faults);
                    Walk(member.Value, at, faults);
                }

                break;
        }
    }
}
