using System.Text.Json;
using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Protocol.Methods;

/// <summary>Writes what the server can do, for <c>initialize</c> and <c>server/discover</c>.</summary>
internal sealed class ServerCapabilities(
    ListenableLists listenable, bool hasPrompts, bool hasResources, bool hasCompletions, IReadOnlyList<string> extensions)
{
    /// <summary>Writes the object for a revision.</summary>
    public void WriteTo(Utf8JsonWriter writer, string protocolVersion)
    {
        var isStateless = protocolVersion == ProtocolVersions.Stateless;
        writer.WriteStartObject("capabilities"u8);
        WriteList(writer, "tools", listenable.Tools, subscribe: false);
        if (hasPrompts)
            WriteList(writer, "prompts", listenable.Prompts, subscribe: false);
        if (hasResources)
            WriteList(writer, "resources", listenable.Resources, listenable.Updates);
        Write(writer, "logging");
        if (hasCompletions && ProtocolVersions.IsAtLeast(protocolVersion, "2025-03-26"))
            Write(writer, "completions");
        if (isStateless && extensions.Count > 0)
        {
            writer.WriteStartObject("extensions"u8);
            foreach (var extension in extensions)
                Write(writer, extension);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, bool listChanged, bool subscribe)
    {
        writer.WriteStartObject(name);
        if (subscribe)
            writer.WriteBoolean("subscribe"u8, true);
        if (listChanged)
            writer.WriteBoolean("listChanged"u8, true);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
