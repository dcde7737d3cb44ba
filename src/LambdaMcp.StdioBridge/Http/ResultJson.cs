using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>Reads a result of the stdio server.</summary>
internal static class ResultJson
{
    public static JsonDocument Read(McpResult result)
    {
        var json = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            result.WriteMembers(writer);
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(json.WrittenMemory);
    }
}
