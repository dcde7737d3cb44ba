using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>The <c>error</c> object of a JSON-RPC response.</summary>
/// <param name="Code">The code; see MCP 2026-07-28, "Error Codes".</param>
/// <param name="Message">What went wrong and what to do about it.</param>
/// <param name="WriteData">Writes the value of <c>data</c>; null leaves it out.</param>
internal sealed record JsonRpcErrorObject(int Code, string Message, Action<Utf8JsonWriter>? WriteData = null)
{
    public static JsonRpcErrorObject From(McpProtocolException exception) => new(
        (int)exception.ErrorCode, exception.Message, exception is McpErrorException { ErrorData: { } data } ? data.WriteTo : null);

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, Code);
        writer.WriteString("message"u8, Message);
        if (WriteData is { } writeData)
        {
            writer.WritePropertyName("data"u8);
            writeData(writer);
        }

        writer.WriteEndObject();
    }
}
