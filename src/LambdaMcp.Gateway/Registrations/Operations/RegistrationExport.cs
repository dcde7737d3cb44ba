using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>
/// Registrations as a document for another table or another day: <c>{"registrations":[…]}</c>, ordered by id, without ids and versions,
/// which belong to the table.
/// </summary>
internal static class RegistrationExport
{
    /// <summary>The document, or null when it is larger than one answer carries.</summary>
    public static ReadOnlyMemory<byte>? Write(IEnumerable<Registration> ordered)
    {
        var budget = new AnswerBudget();
        var fits = true;
        var json = RegistrationContent.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("registrations"u8);
            foreach (var registration in ordered)
            {
                var one = WriteOne(registration);
                fits = budget.TryTake(one.Span);
                if (!fits)
                    break;
                writer.WriteRawValue(one.Span, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        if (fits)
            return json;
        return null;
    }

    /// <summary>A tag of all registrations and their versions.</summary>
    public static string TagOf(IEnumerable<Registration> ordered) => VersionCondition.TagOf(RegistrationContent.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var registration in ordered)
            writer.WriteStringValue(VersionCondition.TagOf(registration));
        writer.WriteEndArray();
    }).Span);

    private static ReadOnlyMemory<byte> WriteOne(Registration registration)
    {
        using var document = JsonDocument.Parse(RegistrationContent.Write(registration));
        return RegistrationContent.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!member.NameEquals("id"u8) && !member.NameEquals("version"u8))
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }
}
