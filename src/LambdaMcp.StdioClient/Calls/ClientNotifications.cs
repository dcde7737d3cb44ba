using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioClient.Wire;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Passes on to a request's client what the server says while it works on it.</summary>
internal static class ClientNotifications
{
    public static ValueTask SendAsync(McpRequest request, CallEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Kind == CallEventKind.Progress)
        {
            return request.ProgressToken is { } token
                ? request.Client.NotifyAsync(happened.Method, WithToken(happened.Json, token), cancellationToken)
                : default;
        }

        return IsWanted(request, happened) ? request.Client.NotifyAsync(happened.Method, Params(happened.Json), cancellationToken) : default;
    }

    /// <summary>The <c>params</c> of a notification, without what the server says in it to this side alone; an empty object where it has none.</summary>
    public static ReadOnlyMemory<byte> Params(JsonElement parameters) => WrittenJson.TextOf(writer =>
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in parameters.EnumerateObject())
            WriteMember(writer, member);
    });

    private static ReadOnlyMemory<byte> WithToken(JsonElement parameters, JsonElement token) => WrittenJson.TextOf(writer =>
    {
        writer.WritePropertyName("progressToken"u8);
        MessageJson.WriteRaw(writer, token);
        foreach (var member in parameters.EnumerateObject())
        {
            if (!member.NameEquals("progressToken"u8))
                WriteMember(writer, member);
        }
    });

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member)
    {
        if (!member.NameEquals("_meta"u8))
        {
            MessageJson.WriteRaw(writer, member);
        }
        else if (member.Value.ValueKind == JsonValueKind.Object && ServerMeta.Of(member.Value).ToArray() is { Length: > 0 } said)
        {
            writer.WriteStartObject("_meta"u8);
            foreach (var part in said)
                MessageJson.WriteRaw(writer, part);
            writer.WriteEndObject();
        }
    }

    private static bool IsWanted(McpRequest request, CallEvent happened) => happened.Method switch
    {
        "notifications/message" => happened.Json.ValueKind == JsonValueKind.Object && happened.Json.TryGetProperty("level"u8, out var level) &&
            level.ValueKind == JsonValueKind.String && LogLevels.Admits(level.GetString()!, request.LogLevel),
        // 2026-07-28 has no such notification.
        _ => !request.IsStateless,
    };
}
