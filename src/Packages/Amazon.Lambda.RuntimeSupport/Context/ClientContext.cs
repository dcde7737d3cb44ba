using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed record ClientContext : IClientContext
{
    public IDictionary<string, string>? Environment { get; private init; }

    public IClientApplication? Client { get; private init; }

    public IDictionary<string, string>? Custom { get; private init; }

    /// <exception cref="JsonException">The caller's context is not JSON.</exception>
    public static ClientContext Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new ClientContext();
        using JsonDocument document = JsonDocument.Parse(json);
        return new ClientContext
        {
            Environment = ReadMap(document.RootElement, "env"),
            Client = document.RootElement.TryGetProperty("client"u8, out JsonElement client) ? ClientApplication.Read(client) : null,
            Custom = ReadMap(document.RootElement, "custom"),
        };
    }

    private static Dictionary<string, string>? ReadMap(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString())
            : null;
}
