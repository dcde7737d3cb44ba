using System.Text.Json.Serialization;

namespace ConformanceFixtures.Payloads;

[JsonSerializable(typeof(PayloadRequest))]
[JsonSerializable(typeof(string))]
internal sealed partial class PayloadJsonContext : JsonSerializerContext;
