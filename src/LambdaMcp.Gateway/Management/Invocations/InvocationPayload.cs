using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Management.Invocations;

/// <summary>Writes what a function answered: JSON as it is, text as a string, anything else in base64. An error loses its stack trace.</summary>
internal static class InvocationPayload
{
    // What Lambda's runtimes name it.
    private static readonly string[] Traces = ["stackTrace", "trace", "cause"];

    public static void Write(Utf8JsonWriter writer, TargetResponse response)
    {
        if (response.Payload.IsEmpty)
        {
            writer.WriteNullValue();
            return;
        }

        try
        {
            using var answer = JsonDocument.Parse(response.Payload);
            if (response.FunctionError is not null && answer.RootElement.ValueKind == JsonValueKind.Object)
                WriteError(writer, answer.RootElement);
            else
                answer.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            if (Utf8.IsValid(response.Payload.Span))
                writer.WriteStringValue(Encoding.UTF8.GetString(response.Payload.Span));
            else
                writer.WriteBase64StringValue(response.Payload.Span);
        }
    }

    private static void WriteError(Utf8JsonWriter writer, JsonElement error)
    {
        writer.WriteStartObject();
        foreach (var member in error.EnumerateObject().Where(static member => !Traces.Contains(member.Name)))
            member.WriteTo(writer);
        writer.WriteEndObject();
    }
}
