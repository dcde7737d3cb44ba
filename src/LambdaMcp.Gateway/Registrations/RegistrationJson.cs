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
        WriteTexts(writer, "scopes"u8, registration.Scopes);
        WriteTexts(writer, "tags"u8, registration.Tags);
        if (registration.Type != RegistrationType.Set)
            WriteCall(writer, registration);
        WriteOptional(writer, "parameters"u8, registration.InputSchema);
        WriteOptional(writer, "outputSchema"u8, registration.OutputSchema);
        WriteOptional(writer, "fixedArguments"u8, registration.FixedArguments);
        WriteTexts(writer, "hiddenArguments"u8, registration.HiddenArguments);
        WriteOptional(writer, "cache"u8, registration.CacheSeconds);
        WriteOptional(writer, "http"u8, registration.Http);
        WriteOptional(writer, "uri"u8, registration.Uri);
        WriteOptional(writer, "uriTemplate"u8, registration.UriTemplate);
        WriteOptional(writer, "mimeType"u8, registration.MimeType);
        WriteOptional(writer, "size"u8, registration.Size);
        WriteOptional(writer, "arguments"u8, registration.Arguments);
        WriteFlag(writer, "completion"u8, registration.Completion);
        if (registration.Type == RegistrationType.Target)
            writer.WriteString("prefix"u8, registration.Prefix ?? "");
        WriteOptional(writer, "tools"u8, registration.Tools);
        WriteTexts(writer, "members"u8, registration.Members);
        WriteOptional(writer, "annotations"u8, registration.Annotations);
        WriteOptional(writer, "icons"u8, registration.Icons);
        WriteOptional(writer, "_meta"u8, registration.Meta);
        TaskPolicyJson.Write(writer, registration.Tasks);
        writer.WriteBoolean("enabled"u8, registration.Enabled);
        writer.WriteNumber("version"u8, registration.Version);
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, Registration registration)
    {
        writer.WriteString("lambdaArn"u8, registration.LambdaArn);
        writer.WriteString("contract"u8, RegistrationWords.Of(registration.Contract));
        WriteFlag(writer, "streams"u8, registration.Streams);
        if (registration.Asynchronous)
            writer.WriteString("invocation"u8, "event"u8);
        WriteOptional(writer, "timeout"u8, registration.TimeoutSeconds);
        if (registration.Retry is { } retry)
        {
            writer.WriteStartObject("retry"u8);
            writer.WriteNumber("attempts"u8, retry.Attempts);
            writer.WriteNumber("baseDelayMs"u8, retry.BaseDelayMs);
            writer.WriteEndObject();
        }

        WriteOptional(writer, "maxConcurrency"u8, registration.MaxConcurrency);
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
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
