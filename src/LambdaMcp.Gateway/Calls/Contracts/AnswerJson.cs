using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>Reads what functions answered, of which nothing is promised.</summary>
internal static class AnswerJson
{
    /// <summary>The JSON in the bytes, which it does not hold on to; undefined when they are none that could be written into a result.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return default;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            // Text that could not be written into a result is told as it came.
            return JsonUnicode.IsValid(bytes.Span) ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
