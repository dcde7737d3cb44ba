using System.Text.Json;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>Writes <c>inputRequests</c>: each request under its key.</summary>
internal static class InputRequestsJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<InputRequest> requests)
    {
        writer.WriteStartObject("inputRequests"u8);
        foreach (var request in requests)
        {
            writer.WriteStartObject(request.Key);
            writer.WriteString("method"u8, request.Method);
            if (request.Params.ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName("params"u8);
                request.Params.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
