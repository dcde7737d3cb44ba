using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaMcp.Auth.Lambda;

// The answer's context may hold any value; the authorizer puts strings into it.
[JsonSerializable(typeof(APIGatewayCustomAuthorizerRequest))]
[JsonSerializable(typeof(APIGatewayCustomAuthorizerResponse))]
[JsonSerializable(typeof(string))]
internal sealed partial class AuthorizerJsonContext : JsonSerializerContext;
