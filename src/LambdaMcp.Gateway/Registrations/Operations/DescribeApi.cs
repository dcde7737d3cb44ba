using System.Text.Json;
using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>GET /register/openapi.json</c>: the OpenAPI document of this API, with the URL under which it is served.</summary>
internal static class DescribeApi
{
    private const string Mount = "/register";

    /// <summary>The document as it is written, with the server <c>/</c>.</summary>
    public static ReadOnlyMemory<byte> Document => Read();

    public static Task HandleAsync(HttpContext context, string id)
    {
        var place = context.Request.PathBase.Value ?? "";
        if (place.EndsWith(Mount, StringComparison.Ordinal))
            place = place[..^Mount.Length];
        using var document = JsonDocument.Parse(Document);
        var json = RegistrationContent.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.NameEquals("servers"u8))
                    WriteServer(writer, place.Length == 0 ? "/" : place);
                else
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
        var tag = VersionCondition.TagOf(json.Span);
        context.Response.Headers.ETag = tag;
        if (!VersionCondition.IsKnown(context.Request, tag))
            return SendAsync(context, StatusCodes.Status200OK, json);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private static void WriteServer(Utf8JsonWriter writer, string place)
    {
        writer.WriteStartArray("servers"u8);
        writer.WriteStartObject();
        writer.WriteString("url"u8, place);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static byte[] Read()
    {
        using var resource = typeof(DescribeApi).Assembly.GetManifestResourceStream("registration-openapi.json")
            ?? throw new InvalidOperationException("The OpenAPI document is not in the assembly.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
