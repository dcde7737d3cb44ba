#if OFFICIAL_PACKAGES
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The events of REST APIs. A context of their own: types nested in the events of the other kind have the same names.</summary>
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class RestApiEventJson : JsonSerializerContext;
#endif
