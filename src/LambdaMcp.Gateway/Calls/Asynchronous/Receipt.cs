using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Asynchronous;

/// <summary>What the caller of an asynchronous function gets: that Lambda took the call, and as which request. What becomes of it is not told.</summary>
internal static class Receipt
{
    public static FunctionAnswer Of(CallTarget target, string requestId, DateTimeOffset acceptedAt)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("status"u8, "accepted"u8);
            writer.WriteString("requestId"u8, requestId);
            writer.WriteString("function"u8, target.FunctionArn);
            writer.WriteString("acceptedAt"u8, acceptedAt);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(json.WrittenMemory);
        return new(document.RootElement.Clone(), default, requestId, IsMcp: false);
    }
}
