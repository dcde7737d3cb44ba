using System.Text.Json.Serialization;

namespace LambdaMcp.AwsCalls.Bedrock;

// As deep as answers of tools may be, which are deeper inside a conversation than where they were read.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 256)]
[JsonSerializable(typeof(ConverseRequest))]
[JsonSerializable(typeof(ConverseAnswer))]
[JsonSerializable(typeof(ConverseFrame))]
[JsonSerializable(typeof(IReadOnlyList<ToolResultContent>))]
internal sealed partial class BedrockJson : JsonSerializerContext;
