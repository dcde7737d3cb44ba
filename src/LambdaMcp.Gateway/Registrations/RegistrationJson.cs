using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Writes a registration as the registration API shows it.</summary>
internal static class RegistrationJson
{
    public static void Write(Utf8JsonWriter writer, Registration registration)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, registration.Id);
        writer.WriteString("type"u8, "tool"u8);
        writer.WriteString("name"u8, registration.Name);
        if (registration.Title is { } title)
            writer.WriteString("title"u8, title);
        writer.WriteString("description"u8, registration.Description);
        writer.WriteString("lambdaArn"u8, registration.LambdaArn);
        writer.WriteString("contract"u8, "payload"u8);
        WriteOptional(writer, "parameters"u8, registration.InputSchema);
        WriteOptional(writer, "outputSchema"u8, registration.OutputSchema);
        WriteOptional(writer, "annotations"u8, registration.Annotations);
        if (registration.TimeoutSeconds is { } timeout)
            writer.WriteNumber("timeout"u8, timeout);
        writer.WriteBoolean("enabled"u8, registration.Enabled);
        writer.WriteNumber("version"u8, registration.Version);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }
}
