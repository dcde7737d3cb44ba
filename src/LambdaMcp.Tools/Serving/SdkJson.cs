using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Serving;

/// <summary>The SDK's types as JSON, without reflection.</summary>
internal static class SdkJson
{
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));

    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, TypeOf<T>());

    /// <exception cref="JsonException">It is no such value.</exception>
    public static T Read<T>(JsonElement json) => json.Deserialize(TypeOf<T>()) ?? throw new JsonException("It is null.");
}
