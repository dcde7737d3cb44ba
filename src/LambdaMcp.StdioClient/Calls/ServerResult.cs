using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Wire;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>A result that the server gave, as it stands.</summary>
/// <param name="json">The <c>result</c> of the response: an object.</param>
public sealed class ServerResult(JsonElement json) : McpResult
{
    private const long LongestTimeToLive = 366L * 24 * 60 * 60 * 1000;

    private readonly JsonElement _meta = json.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object ? meta : default;

    /// <summary>The whole object, with <c>_meta</c> and all that the server's revision adds; good for as long as somebody uses it.</summary>
    public JsonElement Json => json;

    /// <inheritdoc/>
    public override string ResultType =>
        json.TryGetProperty("resultType"u8, out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : base.ResultType;

    /// <inheritdoc/>
    public override CacheHint? Caching =>
        json.TryGetProperty("ttlMs"u8, out var time) && time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var milliseconds)
            ? new(
                TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, LongestTimeToLive)),
                json.TryGetProperty("cacheScope"u8, out var scope) && scope.ValueKind == JsonValueKind.String && scope.ValueEquals("public"u8))
            : null;

    /// <inheritdoc/>
    public override bool IsError => json.TryGetProperty("isError"u8, out var isError) && isError.ValueKind == JsonValueKind.True;

    /// <inheritdoc/>
    public override bool HasMeta => _meta.ValueKind == JsonValueKind.Object && ServerMeta.Of(_meta).Any();

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        foreach (var member in MessageJson.Members(json))
        {
            if (member.Name is not ("_meta" or "resultType" or "ttlMs" or "cacheScope"))
                MessageJson.WriteRaw(writer, member);
        }
    }

    /// <inheritdoc/>
    public override void WriteMeta(Utf8JsonWriter writer)
    {
        if (_meta.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in ServerMeta.Of(_meta))
            MessageJson.WriteRaw(writer, member);
    }
}
