using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of <c>annotations</c>, <c>icons</c> and <c>_meta</c>, which clients read from the lists.</summary>
internal static class PresentationRules
{
    public static void Check(Registration registration, RegistrationFaults faults) =>
        Check(registration.Annotations, registration.Icons, registration.Meta, "", faults);

    /// <summary>The same of the definition of a tool.</summary>
    public static void CheckMembers(JsonElement tool, string place, RegistrationFaults faults) =>
        Check(Member(tool, "annotations"), Member(tool, "icons"), Member(tool, "_meta"), place, faults);

    private static JsonElement? Member(JsonElement tool, string name) => tool.TryGetProperty(name, out var member) ? member : null;

    private static void Check(JsonElement? annotations, JsonElement? icons, JsonElement? meta, string place, RegistrationFaults faults)
    {
        if (annotations is { } hints)
            CheckAnnotations(hints, $"{place}/annotations", faults);
        if (icons is { } images)
            CheckIcons(images, $"{place}/icons", faults);
        if (meta is { ValueKind: not JsonValueKind.Object })
            faults.Add($"{place}/_meta", "must be an object");
    }

    private static void CheckAnnotations(JsonElement annotations, string place, RegistrationFaults faults)
    {
        if (annotations.ValueKind != JsonValueKind.Object)
        {
            faults.Add(place, "must be an object");
            return;
        }

        foreach (var member in annotations.EnumerateObject())
        {
            var rule = member.Name switch
            {
                "readOnlyHint" or "destructiveHint" or "idempotentHint" or "openWorldHint" =>
                    MemberRules.IsFlag(member.Value) ? null : "must be true or false",
                "title" or "lastModified" => MemberRules.IsText(member.Value) ? null : "must be a string",
                "audience" => IsAudience(member.Value) ? null : "must be an array of \"user\" and \"assistant\"",
                "priority" => IsPriority(member.Value) ? null : "must be a number from 0 to 1",
                _ => null,
            };
            if (rule is not null)
                faults.Add($"{place}/{member.Name}", rule);
        }
    }

    private static bool IsAudience(JsonElement value) =>
        MemberRules.IsTextArray(value) && value.EnumerateArray().All(role => role.GetString() is "user" or "assistant");

    private static bool IsPriority(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var priority) && priority is >= 0 and <= 1;

    private static void CheckIcons(JsonElement icons, string place, RegistrationFaults faults)
    {
        if (icons.ValueKind != JsonValueKind.Array)
        {
            faults.Add(place, "must be an array of objects with a src");
            return;
        }

        var position = 0;
        foreach (var icon in icons.EnumerateArray())
        {
            var at = JsonPointer.Append(place, position++);
            if (icon.ValueKind == JsonValueKind.Object)
                CheckIcon(icon, at, faults);
            else
                faults.Add(at, "must be an object with a src");
        }
    }

    private static void CheckIcon(JsonElement icon, string place, RegistrationFaults faults)
    {
        if (!icon.TryGetProperty("src"u8, out var source) || !IsImageAddress(source))
            faults.Add($"{place}/src", "must be an http, https or data URL");
        if (icon.TryGetProperty("mimeType"u8, out var mimeType) && !MemberRules.IsText(mimeType))
            faults.Add($"{place}/mimeType", "must be a string");
        if (icon.TryGetProperty("sizes"u8, out var sizes) && !MemberRules.IsTextArray(sizes))
            faults.Add($"{place}/sizes", "must be an array of strings, such as \"48x48\" or \"any\"");
        if (icon.TryGetProperty("theme"u8, out var theme) && !(MemberRules.IsText(theme) && theme.GetString() is "light" or "dark"))
            faults.Add($"{place}/theme", "must be \"light\" or \"dark\"");
    }

    private static bool IsImageAddress(JsonElement source) =>
        MemberRules.IsText(source) && Uri.TryCreate(source.GetString(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "data";
}
