using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Reading;

/// <summary>Reads the members of an object; one that is of another kind is a fault and reads as absent.</summary>
/// <param name="value">The object.</param>
/// <param name="faults">Takes what is wrong.</param>
/// <param name="place">The object's own place, as a JSON pointer.</param>
internal sealed class MemberReader(JsonElement value, RegistrationFaults faults, string place = "")
{
    public RegistrationFaults Faults => faults;

    public bool Has(string member) => value.TryGetProperty(member, out _);

    public JsonElement? Json(string member) => value.TryGetProperty(member, out var found) ? found.Clone() : null;

    public string? Text(string member)
    {
        if (!value.TryGetProperty(member, out var text))
            return null;
        if (text.ValueKind == JsonValueKind.String)
            return text.GetString();
        faults.Add($"{place}/{member}", "must be a string");
        return null;
    }

    public bool? Flag(string member)
    {
        if (!value.TryGetProperty(member, out var flag))
            return null;
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            faults.Add($"{place}/{member}", "must be true or false");
        return flag.ValueKind == JsonValueKind.True;
    }

    public long? Number(string member)
    {
        if (!value.TryGetProperty(member, out var found))
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var number) && number >= 0)
            return number;
        faults.Add($"{place}/{member}", "must be a whole number, not below zero");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="what">What it counts, for the fault's message.</param>
    public int? Number(string member, int least, int most, string what)
    {
        if (!value.TryGetProperty(member, out var found))
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        faults.Add($"{place}/{member}", $"must be a whole number of {what} from {least} to {most}");
        return null;
    }

    public IReadOnlyList<string> Texts(string member)
    {
        if (!value.TryGetProperty(member, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"{place}/{member}", "must be an array of strings");
            return [];
        }

        var texts = new List<string>();
        var position = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!);
            else
                faults.Add(JsonPointer.Append($"{place}/{member}", position), "must be a string");
            position++;
        }

        return texts;
    }
}
