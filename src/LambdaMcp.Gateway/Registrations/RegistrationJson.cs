using System.Text.Json;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Writes a registration as the registration API shows it: what was sent, and the id and version.</summary>
internal static class RegistrationJson
{
    public static void Write(Utf8JsonWriter writer, Registration registration)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, registration.Id);
        writer.WriteString("type"u8, RegistrationWords.Of(registration.Type));
        writer.WriteString("name"u8, registration.Name);
        WriteOptional(writer, "title"u8, registration.Title);
        WriteOptional(writer, "description"u8, registration.Description is { Length: > 0 } description ? description : null);
        writer.WriteString("lambdaArn"u8, registration.LambdaArn);
        writer.WriteString("contract"u8, RegistrationWords.Of(registration.Contract));
        WriteFlag(writer, "streams"u8, registration.Streams);
        WriteOptional(writer, "parameters"u8, registration.InputSchema);
        WriteOptional(writer, "outputSchema"u8, registration.OutputSchema);
        WriteOptional(writer, "uri"u8, registration.Uri);
        WriteOptional(writer, "uriTemplate"u8, registration.UriTemplate);
        WriteOptional(writer, "mimeType"u8, registration.MimeType);
        if (registration.Size is { } size)
            writer.WriteNumber("size"u8, size);
        WriteOptional(writer, "arguments"u8, registration.Arguments);
        WriteFlag(writer, "completion"u8, registration.Completion);
        WriteOptional(writer, "annotations"u8, registration.Annotations);
        WriteOptional(writer, "icons"u8, registration.Icons);
        WriteOptional(writer, "_meta"u8, registration.Meta);
        TaskPolicyJson.Write(writer, registration.Tasks);
        if (registration.TimeoutSeconds is { } timeout)
            writer.WriteNumber("timeout"u8, timeout);
        writer.WriteBoolean("enabled"u8, registration.Enabled);
        writer.WriteNumber("version"u8, registration.Version);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }

    private static void WriteFlag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
            writer.WriteBoolean(name, value);
    }
}
