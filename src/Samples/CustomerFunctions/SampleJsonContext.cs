using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerFunctions.Customers;
using CustomerFunctions.Trials;

namespace CustomerFunctions;

[JsonSerializable(typeof(CustomerByEmailRequest))]
[JsonSerializable(typeof(CustomerByEmailAnswer))]
[JsonSerializable(typeof(CustomerByIdRequest))]
[JsonSerializable(typeof(CreateCustomerRequest))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(EchoAnswer))]
[JsonSerializable(typeof(FailingRequest))]
[JsonSerializable(typeof(SlowRequest))]
[JsonSerializable(typeof(SlowAnswer))]
[JsonSerializable(typeof(LargeAnswerRequest))]
[JsonSerializable(typeof(LargeAnswerText))]
internal sealed partial class SampleJsonContext : JsonSerializerContext;
