using System.Text.Json.Serialization;

namespace LambdaMcp.Auth.Metadata;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProtectedResourceMetadata))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;
