using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Results as the endpoint would write them.</summary>
internal static class Written
{
    public static JsonElement Members(McpResult result)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            result.WriteMembers(writer);
            if (result.HasMeta)
            {
                writer.WriteStartObject("_meta"u8);
                result.WriteMeta(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(json.WrittenMemory).RootElement;
    }
}
