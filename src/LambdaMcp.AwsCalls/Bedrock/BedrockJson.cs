using System.Text.Json.Serialization;

namespace LambdaMcp.AwsCalls.Bedrock;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConverseRequest))]
[JsonSerializable(typeof(ConverseAnswer))]
[JsonSerializable(typeof(ConverseFrame))]
[JsonSerializable(typeof(IReadOnlyList<ToolResultContent>))]
internal sealed partial class BedrockJson : JsonSerializerContext;
