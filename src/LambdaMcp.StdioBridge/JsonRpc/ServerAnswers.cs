using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>What the bridge answers itself, by what the server said when it was started: a server is greeted once, and its callers are many.</summary>
internal static class ServerAnswers
{
    /// <summary>The result of <c>initialize</c> (MCP 2025-11-25, "Version Negotiation").</summary>
    public static void WriteInitialized(Utf8JsonWriter writer, ServerHandshake server, McpRequest request)
    {
        writer.WriteString("protocolVersion"u8, ProtocolVersions.Negotiate(Member.Text(request.Params, "protocolVersion") ?? ""));
        WriteObject(writer, "capabilities", server.Capabilities);
        WriteObject(writer, "serverInfo", server.ServerInfo);
        WriteInstructions(writer, server);
    }

    /// <summary>The result of <c>server/discover</c> (MCP 2026-07-28, "Discovery").</summary>
    public static void WriteDiscovered(Utf8JsonWriter writer, ServerHandshake server)
    {
        writer.WriteString("resultType"u8, "complete"u8);
        writer.WriteStartArray("supportedVersions"u8);
        foreach (var version in ProtocolVersions.Supported)
            writer.WriteStringValue(version);
        writer.WriteEndArray();
        WriteObject(writer, "capabilities", server.Capabilities);
        WriteInstructions(writer, server);
        // It may be another version of the server after the next deployment.
        writer.WriteNumber("ttlMs"u8, 300_000);
        writer.WriteString("cacheScope"u8, "public"u8);
        writer.WriteStartObject("_meta"u8);
        WriteObject(writer, MetaKeys.ServerInfo, server.ServerInfo);
        writer.WriteEndObject();
    }

    private static void WriteInstructions(Utf8JsonWriter writer, ServerHandshake server)
    {
        if (server.Instructions is { } instructions)
            writer.WriteString("instructions"u8, instructions);
    }

    private static void WriteObject(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }
}
