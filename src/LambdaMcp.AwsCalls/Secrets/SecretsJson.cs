using System.Text.Json.Serialization;

namespace LambdaMcp.AwsCalls.Secrets;

[JsonSerializable(typeof(GetSecretValueInput))]
[JsonSerializable(typeof(GetSecretValueAnswer))]
[JsonSerializable(typeof(GetParameterInput))]
[JsonSerializable(typeof(GetParameterAnswer))]
internal sealed partial class SecretsJson : JsonSerializerContext;
