using System.Text.Json.Serialization;

namespace LambdaMcp.Aws.Management;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetMetricDataInput))]
[JsonSerializable(typeof(GetMetricDataAnswer))]
[JsonSerializable(typeof(FilterLogEventsInput))]
[JsonSerializable(typeof(FilterLogEventsAnswer))]
internal sealed partial class ManagementJson : JsonSerializerContext;
