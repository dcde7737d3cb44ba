using System.Text.Json;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Subscriptions;

/// <summary>The <c>notifications</c> that a client wants on a subscription's stream, or that the server agreed to send there.</summary>
/// <param name="Tools">That the list of tools changed.</param>
/// <param name="Prompts">That the list of prompts changed.</param>
/// <param name="Resources">That the list of resources changed.</param>
/// <param name="Uris">Which resources' updates; null when it did not ask for any.</param>
/// <param name="TaskIds">Which tasks' status (SEP-2663); null when it did not ask for any.</param>
internal sealed record SubscriptionFilter(bool Tools, bool Prompts, bool Resources, IReadOnlyList<string>? Uris, IReadOnlyList<string>? TaskIds)
{
    private const int MostEntries = 100;

    /// <summary>Changed lists and updated resources.</summary>
    public ChangeFilter Changes => new(Tools, Prompts, Resources, Uris ?? []);

    /// <exception cref="McpProtocolException">The request has no filter, or a malformed one.</exception>
    public static SubscriptionFilter Read(McpRequest request)
    {
        var filter = Parameters.Object(request, "notifications");
        if (filter.ValueKind == JsonValueKind.Undefined)
            throw Malformed("params.notifications", "an object");
        return new(
            Flag(filter, "toolsListChanged"), Flag(filter, "promptsListChanged"), Flag(filter, "resourcesListChanged"),
            Texts(filter, "resourceSubscriptions"), Texts(filter, "taskIds"));
    }

    /// <summary>Writes the filter as the member <c>notifications</c>: what is not wanted is left out.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("notifications"u8);
        Write(writer, "toolsListChanged", Tools);
        Write(writer, "promptsListChanged", Prompts);
        Write(writer, "resourcesListChanged", Resources);
        Write(writer, "resourceSubscriptions", Uris);
        Write(writer, "taskIds", TaskIds);
        writer.WriteEndObject();
    }

    private static bool Flag(JsonElement filter, string name)
    {
        if (!filter.TryGetProperty(name, out var value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.ValueKind == JsonValueKind.True
            : throw Malformed($"params.notifications.{name}", "true or false");
    }

    private static string[]? Texts(JsonElement filter, string name)
    {
        if (!filter.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String))
            throw Malformed($"params.notifications.{name}", "an array of strings");
        if (value.GetArrayLength() > MostEntries)
            throw Malformed($"params.notifications.{name}", $"an array of at most {MostEntries} strings");
        return [.. value.EnumerateArray().Select(entry => entry.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    private static void Write(Utf8JsonWriter writer, string name, bool isWanted)
    {
        if (isWanted)
            writer.WriteBoolean(name, true);
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static McpProtocolException Malformed(string path, string expected) =>
        new($"{path} of subscriptions/listen must be {expected}.", McpErrorCode.InvalidParams);
}
