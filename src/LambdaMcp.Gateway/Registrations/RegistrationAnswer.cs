using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Sends what the registration API answers.</summary>
internal static class RegistrationAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task SendAsync(HttpContext context, int status, Registration registration)
    {
        context.Response.Headers.ETag = VersionCondition.TagOf(registration.Version);
        return SendAsync(context, status, writer => RegistrationJson.Write(writer, registration));
    }

    public static Task SendAsync(HttpContext context, IEnumerable<Registration> registrations) =>
        SendAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("registrations"u8);
            foreach (var registration in registrations)
                RegistrationJson.Write(writer, registration);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    public static Task SendErrorAsync(HttpContext context, int status, string message, IReadOnlyList<RegistrationFault>? faults = null) =>
        SendAsync(context, status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("error"u8, message);
            if (faults is not null)
            {
                writer.WriteStartArray("faults"u8);
                foreach (var fault in faults)
                {
                    writer.WriteStartObject();
                    writer.WriteString("pointer"u8, fault.Pointer);
                    writer.WriteString("message"u8, fault.Message);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });

    private static Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(body, Options))
            write(writer);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }
}
