using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace EchoEndpoint;

[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class EventJson : JsonSerializerContext;
