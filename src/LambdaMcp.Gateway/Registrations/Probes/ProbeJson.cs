using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>
/// What is said between who registers and who may invoke: the event <c>{"probe":{"registration":{…},"arguments":{…}}}</c>, and
/// <c>{"checks":[…]}</c>, its answer.
/// </summary>
internal static class ProbeJson
{
    // By ProbeOutcome.
    private static readonly string[] Outcomes = ["passed", "failed", "not asked"];

    public static ReadOnlyMemory<byte> WriteEvent(Registration registration, JsonElement? arguments) => RegistrationContent.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("probe"u8);
        writer.WritePropertyName("registration"u8);
        RegistrationJson.Write(writer, registration);
        if (arguments is { } given)
        {
            writer.WritePropertyName("arguments"u8);
            given.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The registration and arguments of an event; null when it is another event.</summary>
    public static (Registration Registration, JsonElement? Arguments)? ReadEvent(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("probe"u8, out var probe) ||
                probe.ValueKind != JsonValueKind.Object || !probe.TryGetProperty("registration"u8, out var registered))
                return null;
            var reader = new RegistrationReader(registered);
            var registration = reader.Read();
            return reader.Faults.Count > 0 ? null : (registration, probe.TryGetProperty("arguments"u8, out var arguments) ? arguments.Clone() : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static ReadOnlyMemory<byte> WriteAnswer(IReadOnlyList<ProbeCheck> checks) => RegistrationContent.Write(writer =>
    {
        writer.WriteStartObject();
        WriteChecks(writer, checks);
        writer.WriteEndObject();
    });

    /// <exception cref="JsonException">It is no such answer.</exception>
    public static IReadOnlyList<ProbeCheck> ReadAnswer(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("checks"u8, out var checks) && checks.ValueKind == JsonValueKind.Array
            ? [.. checks.EnumerateArray().Select(ReadCheck)]
            : throw new JsonException("There are no checks in it.");
    }

    public static void WriteChecks(Utf8JsonWriter writer, IReadOnlyList<ProbeCheck> checks)
    {
        writer.WriteStartArray("checks"u8);
        foreach (var check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("check"u8, check.Name);
            writer.WriteString("outcome"u8, Outcomes[(int)check.Outcome]);
            writer.WriteString("message"u8, check.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ProbeCheck ReadCheck(JsonElement check) => new(Text(check, "check"), Outcome(Text(check, "outcome")), Text(check, "message"));

    private static ProbeOutcome Outcome(string word) =>
        Array.IndexOf(Outcomes, word) is >= 0 and var index ? (ProbeOutcome)index : throw new JsonException($"'{word}' is no outcome.");

    private static string Text(JsonElement check, string member) =>
        check.ValueKind == JsonValueKind.Object && check.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new JsonException($"A check has no {member}.");
}
