using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of a prompt's arguments.</summary>
internal static class PromptArgumentRules
{
    private const string Place = "/arguments";
    private static readonly string[] Members = ["name", "title", "description", "required", "completions"];

    public static void Check(JsonElement? arguments, RegistrationFaults faults)
    {
        if (arguments is not { } list)
            return;
        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add(Place, "must be an array of objects with a name");
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        foreach (var argument in list.EnumerateArray())
            CheckOne(argument, JsonPointer.Append(Place, position++), names, faults);
    }

    private static void CheckOne(JsonElement argument, string place, HashSet<string> names, RegistrationFaults faults)
    {
        if (argument.ValueKind != JsonValueKind.Object)
        {
            faults.Add(place, "must be an object with a name");
            return;
        }

        if (!argument.TryGetProperty("name"u8, out var name) || name.ValueKind != JsonValueKind.String || name.GetString() is not { Length: > 0 } text)
            faults.Add($"{place}/name", "must be a string that is not empty");
        else if (!names.Add(text))
            faults.Add($"{place}/name", "is another argument's name");
        foreach (var member in argument.EnumerateObject())
        {
            if (member.Name is "title" or "description" && member.Value.ValueKind != JsonValueKind.String)
                faults.Add($"{place}/{member.Name}", "must be a string");
            else if (member.Name == "required" && member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                faults.Add($"{place}/required", "must be true or false");
            else if (member.Name == "completions" && !MemberRules.IsTextArray(member.Value))
                faults.Add($"{place}/completions", "must be an array of strings");
            else if (!Members.Contains(member.Name))
                faults.Add(JsonPointer.Append(place, member.Name), $"is not known here; known are {string.Join(", ", Members)}");
        }
    }
}
