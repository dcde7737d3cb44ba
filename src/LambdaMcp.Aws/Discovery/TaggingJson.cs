using System.Text.Json.Serialization;

namespace LambdaMcp.Aws.Discovery;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetResourcesInput))]
[JsonSerializable(typeof(GetResourcesAnswer))]
internal sealed partial class TaggingJson : JsonSerializerContext;
