using System.Text.Json.Serialization;

namespace LambdaMcp.Tools.Tests.State;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Basket))]
internal sealed partial class BasketJson : JsonSerializerContext;
