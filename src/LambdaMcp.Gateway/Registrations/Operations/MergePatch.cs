using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>JSON Merge Patch (RFC 7396) on registrations.</summary>
internal static class MergePatch
{
    /// <summary>What a patch makes of a registration, as JSON. The version stays unless the patch names one, the id is made anew.</summary>
    public static ReadOnlyMemory<byte> Apply(Registration stored, JsonElement patch)
    {
        using var document = JsonDocument.Parse(RegistrationContent.Write(stored));
        return RegistrationContent.Write(writer => Merge(writer, document.RootElement, patch, skip: "id"));
    }

    private static void Merge(Utf8JsonWriter writer, JsonElement target, JsonElement patch, string? skip = null)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            patch.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        if (target.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in target.EnumerateObject())
            {
                if (!patch.TryGetProperty(member.Name, out var change))
                {
                    if (member.Name != skip)
                        member.WriteTo(writer);
                }
                else if (change.ValueKind != JsonValueKind.Null)
                {
                    writer.WritePropertyName(member.Name);
                    Merge(writer, member.Value, change);
                }
            }
        }

        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || (target.ValueKind == JsonValueKind.Object && target.TryGetProperty(member.Name, out _)))
                continue;
            writer.WritePropertyName(member.Name);
            Merge(writer, default, member.Value);
        }

        writer.WriteEndObject();
    }
}
