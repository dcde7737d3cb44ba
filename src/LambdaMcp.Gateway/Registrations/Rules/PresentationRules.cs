using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of <c>annotations</c>, <c>icons</c> and <c>_meta</c>, which clients read from the lists.</summary>
internal static class PresentationRules
{
    public static void Check(Registration registration, RegistrationFaults faults)
    {
        if (registration.Annotations is { } annotations)
            CheckAnnotations(annotations, faults);
        if (registration.Icons is { } icons)
            CheckIcons(icons, faults);
        if (registration.Meta is { ValueKind: not JsonValueKind.Object })
            faults.Add("/_meta", "must be an object");
    }

    private static void CheckAnnotations(JsonElement annotations, RegistrationFaults faults)
    {
        if (annotations.ValueKind != JsonValueKind.Object)
        {
            faults.Add("/annotations", "must be an object");
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
                faults.Add($"/annotations/{member.Name}", rule);
        }
    }

    private static bool IsAudience(JsonElement value) =>
        MemberRules.IsTextArray(value) && value.EnumerateArray().All(role => role.GetString() is "user" or "assistant");

    private static bool IsPriority(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var priority) && priority is >= 0 and <= 1;

    private static void CheckIcons(JsonElement icons, RegistrationFaults faults)
    {
        if (icons.ValueKind != JsonValueKind.Array)
        {
            faults.Add("/icons", "must be an array of objects with a src");
            return;
        }

        var position = 0;
        foreach (var icon in icons.EnumerateArray())
        {
            var place = JsonPointer.Append("/icons", position++);
            if (icon.ValueKind == JsonValueKind.Object)
                CheckIcon(icon, place, faults);
            else
                faults.Add(place, "must be an object with a src");
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
