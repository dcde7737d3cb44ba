using System.Text.Json.Serialization;

namespace LambdaMcp.AwsCalls.Items;

[JsonSerializable(typeof(GetItemInput))]
[JsonSerializable(typeof(GetItemAnswer))]
internal sealed partial class ItemsJson : JsonSerializerContext;
