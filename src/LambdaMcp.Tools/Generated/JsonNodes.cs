using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Tools.Generated;

/// <summary>Reads <see cref="JsonNode"/>s for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonNodes
{
    /// <summary>Any JSON but null.</summary>
    public static JsonNode Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value),
        JsonValueKind.Array => Array(value),
        JsonValueKind.Null => throw JsonRead.Wrong("must not be null", value),
        _ => JsonValue.Create(value.Clone())!,
    };

    /// <summary>An object.</summary>
    public static JsonObject Object(JsonElement value)
    {
        JsonRead.Object(value);
        return JsonObject.Create(value.Clone())!;
    }

    /// <summary>An array.</summary>
    public static JsonArray Array(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? JsonArray.Create(value.Clone())! : throw JsonRead.Wrong("must be an array", value);
}
