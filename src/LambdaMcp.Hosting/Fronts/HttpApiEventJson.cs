#if OFFICIAL_PACKAGES
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The events of HTTP APIs and function URLs.</summary>
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class HttpApiEventJson : JsonSerializerContext;
#endif
