using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Writes the events of a REST API: version 1 of the proxy format, and the one for REQUEST authorizers.</summary>
internal static class ProxyEvent
{
    private static readonly string[] IdentityMembers =
    [
        "cognitoIdentityPoolId", "cognitoIdentityId", "cognitoAuthenticationType", "cognitoAuthenticationProvider", "principalOrgId",
    ];

    /// <param name="api">The API and its stage.</param>
    /// <param name="request">The request.</param>
    /// <param name="match">Its route.</param>
    /// <param name="authorizer">What the route's Lambda authorizer said, if it has one.</param>
    /// <param name="caller">Who signed the request, on a route with IAM authorization.</param>
    public static byte[] ForFunction(
        RestApi api, GatewayRequest request, RouteMatch match, AuthorizerAnswer? authorizer, IamCaller? caller)
    {
        var isBinary = MediaTypes.IsAny(api.BinaryMediaTypes, request.Header("Content-Type"));
        var proxyEvent = Common(api, request, match, authorizer, caller);
        proxyEvent["body"] = request.Body.IsEmpty ? null
            : isBinary ? Convert.ToBase64String(request.Body.Span)
            : Encoding.UTF8.GetString(request.Body.Span);
        proxyEvent["isBase64Encoded"] = isBinary && !request.Body.IsEmpty;
        return JsonSerializer.SerializeToUtf8Bytes(proxyEvent);
    }

    public static byte[] ForAuthorizer(RestApi api, GatewayRequest request, RouteMatch match)
    {
        var authorizerEvent = new JsonObject
        {
            ["type"] = "REQUEST",
            ["methodArn"] = api.MethodArn(request.Method, request.Path),
        };
        foreach (var (name, value) in Common(api, request, match, null, null).ToArray())
            authorizerEvent[name] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(authorizerEvent);
    }

    private static JsonObject Common(RestApi api, GatewayRequest request, RouteMatch match, AuthorizerAnswer? authorizer, IamCaller? caller) => new()
    {
        ["resource"] = match.Route.Path,
        ["path"] = request.Path,
        ["httpMethod"] = request.Method,
        ["headers"] = Last(request.Headers, StringComparer.OrdinalIgnoreCase),
        ["multiValueHeaders"] = All(request.Headers, StringComparer.OrdinalIgnoreCase),
        ["queryStringParameters"] = Last(request.Query, StringComparer.Ordinal),
        ["multiValueQueryStringParameters"] = All(request.Query, StringComparer.Ordinal),
        ["pathParameters"] = Last([.. match.PathParameters], StringComparer.Ordinal),
        ["stageVariables"] = Last([.. api.StageVariables], StringComparer.Ordinal),
        ["requestContext"] = RequestContext(api, request, match, authorizer, caller),
    };

    private static JsonObject RequestContext(
        RestApi api, GatewayRequest request, RouteMatch match, AuthorizerAnswer? authorizer, IamCaller? caller)
    {
        var context = new JsonObject
        {
            ["resourceId"] = ResourceId(match.Route.Path),
            ["resourcePath"] = match.Route.Path,
            ["httpMethod"] = request.Method,
            ["extendedRequestId"] = request.ExtendedRequestId,
            ["requestTime"] = request.Time.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["path"] = $"/{api.Stage}{request.Path}",
            ["accountId"] = api.AccountId,
            ["protocol"] = request.Protocol,
            ["stage"] = api.Stage,
            ["domainPrefix"] = request.Host.Split('.', ':')[0],
            ["requestTimeEpoch"] = request.Time.ToUnixTimeMilliseconds(),
            ["requestId"] = request.RequestId,
            ["identity"] = Identity(request, caller),
            ["domainName"] = request.Host,
            ["deploymentId"] = "local",
            ["apiId"] = api.Id,
        };
        if (authorizer is not null)
            context["authorizer"] = Authorizer(authorizer);
        return context;
    }

    private static JsonObject Authorizer(AuthorizerAnswer answer)
    {
        var map = new JsonObject();
        foreach (var (name, value) in answer.Context)
            map[name] = value;
        map["principalId"] = answer.PrincipalId;
        map["integrationLatency"] = 0;
        return map;
    }

    private static JsonObject Identity(GatewayRequest request, IamCaller? caller)
    {
        var identity = new JsonObject
        {
            ["accountId"] = caller?.AccountId,
            ["accessKey"] = caller?.AccessKeyId,
            ["caller"] = caller?.UserId,
            ["user"] = caller?.UserId,
            ["userArn"] = caller?.UserArn,
            ["sourceIp"] = request.SourceIp,
            ["userAgent"] = request.Header("User-Agent"),
        };
        foreach (var name in IdentityMembers)
            identity[name] = null;
        return identity;
    }

    // AWS sends null, not an empty map, where there is nothing.
    private static JsonObject? Last(IReadOnlyList<KeyValuePair<string, string>> pairs, StringComparer comparer) =>
        Map(pairs, comparer, group => JsonValue.Create(group.Last().Value));

    private static JsonObject? All(IReadOnlyList<KeyValuePair<string, string>> pairs, StringComparer comparer) =>
        Map(pairs, comparer, group => new JsonArray([.. group.Select(pair => (JsonNode?)JsonValue.Create(pair.Value))]));

    private static JsonObject? Map(
        IReadOnlyList<KeyValuePair<string, string>> pairs,
        StringComparer comparer,
        Func<IGrouping<string, KeyValuePair<string, string>>, JsonNode?> value)
    {
        if (pairs.Count == 0)
            return null;

        var map = new JsonObject();
        foreach (var group in pairs.GroupBy(pair => pair.Key, comparer))
            map[group.Key] = value(group);
        return map;
    }

    private static string ResourceId(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..6];
}
