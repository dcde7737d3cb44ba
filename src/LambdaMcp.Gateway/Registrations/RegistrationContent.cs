using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Registrations as JSON bytes, and whether two say the same.</summary>
internal static class RegistrationContent
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether two registrations differ in nothing but their versions.</summary>
    public static bool Same(Registration one, Registration other)
    {
        if (one.Id != other.Id)
            return false;
        using var first = JsonDocument.Parse(Write(one with { Version = 0 }));
        using var second = JsonDocument.Parse(Write(other with { Version = 0 }));
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }

    /// <summary>A registration as the API shows it.</summary>
    public static ReadOnlyMemory<byte> Write(Registration registration) => Write(writer => RegistrationJson.Write(writer, registration));

    /// <summary>JSON in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(body, Options))
            write(writer);
        return body.WrittenMemory;
    }
}
