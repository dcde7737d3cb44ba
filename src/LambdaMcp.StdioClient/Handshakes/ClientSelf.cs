using System.Text.Json;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Handshakes;

/// <summary>What a server is told of its client.</summary>
internal static class ClientSelf
{
    private static readonly string Version = typeof(ClientSelf).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static void WriteInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, "lambda-mcp-stdio"u8);
        writer.WriteString("version"u8, Version);
        writer.WriteEndObject();
    }

    /// <summary>What clients may be able to do, for a server that is told once.</summary>
    public static void WriteCapabilities(Utf8JsonWriter writer, StdioServerOptions options)
    {
        writer.WriteStartObject();
        foreach (var capability in options.ClientCapabilities.Distinct(StringComparer.Ordinal))
        {
            writer.WriteStartObject(capability);
            if (capability == "elicitation")
            {
                WriteEmpty(writer, "form");
                WriteEmpty(writer, "url");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>What the client of a request can do, but for what the server is not to know, and for tasks: they would be kept in this process alone.</summary>
    public static void WriteCapabilities(Utf8JsonWriter writer, StdioServerOptions options, JsonElement capabilities)
    {
        writer.WriteStartObject();
        if (capabilities.ValueKind == JsonValueKind.Object)
        {
            foreach (var capability in capabilities.EnumerateObject())
                WriteCapability(writer, options, capability);
        }

        writer.WriteEndObject();
    }

    /// <summary>The <c>_meta</c> of a request of this side's own to a stateless server.</summary>
    public static void WriteMeta(Utf8JsonWriter writer, string protocolVersion, StdioServerOptions options)
    {
        writer.WriteStartObject("_meta"u8);
        writer.WriteString(MetaKeys.ProtocolVersion, protocolVersion);
        writer.WritePropertyName(MetaKeys.ClientInfo);
        WriteInfo(writer);
        writer.WritePropertyName(MetaKeys.ClientCapabilities);
        WriteCapabilities(writer, options);
        writer.WriteEndObject();
    }

    private static void WriteCapability(Utf8JsonWriter writer, StdioServerOptions options, JsonProperty capability)
    {
        switch (capability.Name)
        {
            case "tasks":
            case "elicitation" or "sampling" or "roots" when !options.ClientCapabilities.Contains(capability.Name):
                break;
            case "extensions" when capability.Value.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject("extensions"u8);
                foreach (var extension in capability.Value.EnumerateObject().Where(static extension => !extension.NameEquals("io.modelcontextprotocol/tasks"u8)))
                    MessageJson.WriteRaw(writer, extension);
                writer.WriteEndObject();
                break;
            default:
                MessageJson.WriteRaw(writer, capability);
                break;
        }
    }

    private static void WriteEmpty(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
