using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Sends what the registration API answers.</summary>
internal static class RegistrationAnswer
{
    public static Task SendAsync(HttpContext context, int status, Registration registration)
    {
        context.Response.Headers.ETag = VersionCondition.TagOf(registration);
        return SendAsync(context, status, RegistrationContent.Write(registration));
    }

    public static Task SendErrorAsync(HttpContext context, int status, string message, IReadOnlyList<RegistrationFault>? faults = null) =>
        SendAsync(context, status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("error"u8, message);
            if (faults is not null)
                WriteFaults(writer, faults);
            writer.WriteEndObject();
        });

    public static Task SendNotFoundAsync(HttpContext context, string id) =>
        SendErrorAsync(context, StatusCodes.Status404NotFound, $"There is no registration {id}. GET /register lists them.");

    public static Task SendTakenAsync(HttpContext context, RegistrationWrite write) => SendErrorAsync(
        context, StatusCodes.Status409Conflict, $"Another registration, {write.Holder}, has the same {write.Claim!.Member}.", [write.Claim.TakenBy(write.Holder!)]);

    public static Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write) =>
        SendAsync(context, status, RegistrationContent.Write(write));

    public static Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    private static void WriteFaults(Utf8JsonWriter writer, IReadOnlyList<RegistrationFault> faults)
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
}
