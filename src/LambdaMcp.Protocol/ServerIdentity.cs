using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>The <c>serverInfo</c> object.</summary>
internal sealed record ServerIdentity(string Name, string Version)
{
    // Of a server that stands behind the endpoint.
    private JsonElement _said;

    /// <summary>What a server behind the endpoint calls itself.</summary>
    /// <param name="serverInfo">Its own object.</param>
    /// <param name="name">The name that it goes by instead; null for its own.</param>
    public static ServerIdentity Of(JsonElement serverInfo, string? name) => new(name ?? Text(serverInfo, "name"), Text(serverInfo, "version"))
    {
        _said = serverInfo,
    };

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, Name);
        writer.WriteString("version"u8, Version);
        if (_said.ValueKind == JsonValueKind.Object)
        {
            // A title says the name in other words: it belongs to the server's own.
            var isRenamed = Text(_said, "name") != Name;
            foreach (var member in _said.EnumerateObject().Where(member => member.Name is not ("name" or "version") && !(isRenamed && member.Name == "title")))
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string Text(JsonElement said, string name) =>
        said.ValueKind == JsonValueKind.Object && said.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
