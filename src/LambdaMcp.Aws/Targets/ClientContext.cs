using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Targets;

/// <summary>The client context: what a function finds beside its event.</summary>
internal static class ClientContext
{
    // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: 3,583 bytes of base64.
    private const int Largest = 3583;

    /// <summary>Null when there is nothing to pass on.</summary>
    /// <exception cref="TargetUnavailableException">The map is larger than Lambda takes.</exception>
    public static string? Encode(IReadOnlyDictionary<string, string> custom)
    {
        if (custom.Count == 0)
            return null;
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("custom");
            foreach (var (name, value) in custom)
                writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        var encoded = Convert.ToBase64String(json.WrittenSpan);
        return encoded.Length <= Largest
            ? encoded
            : throw new TargetUnavailableException(
                TargetFailure.ContextTooLarge,
                $"What goes with the call beside its arguments takes {encoded.Length:N0} bytes, and Lambda takes at most {Largest:N0}. "
                    + "Shorten the request's metadata.");
    }
}
