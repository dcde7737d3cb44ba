using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.FunctionUrls;

/// <summary>Writes the events of function URLs: payload format 2.0, with the members that function URLs have.</summary>
internal static class FunctionUrlEvent
{
    private static readonly string[] TextTypes = ["text/*", "application/json", "application/*+json", "application/javascript", "application/xml", "application/*+xml"];

    /// <param name="url">The URL.</param>
    /// <param name="accountId">Whose function it is.</param>
    /// <param name="request">The request.</param>
    /// <param name="rawQuery">Its query string as it was sent, without the question mark.</param>
    /// <param name="caller">Who signed it; null on a URL for everyone.</param>
    public static byte[] Write(FunctionUrl url, string accountId, GatewayRequest request, string rawQuery, IamCaller? caller)
    {
        var written = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = request.Path,
            ["rawQueryString"] = rawQuery,
        };
        if (Cookies(request) is { Count: > 0 } cookies)
            written["cookies"] = cookies;
        written["headers"] = Headers(request, caller);
        if (request.Query.Count > 0)
            written["queryStringParameters"] = Joined(request.Query);
        written["requestContext"] = Context(url, accountId, request, caller);
        var isText = MediaTypes.IsAny(TextTypes, request.Header("Content-Type"));
        if (!request.Body.IsEmpty)
            written["body"] = isText ? Encoding.UTF8.GetString(request.Body.Span) : Convert.ToBase64String(request.Body.Span);
        written["isBase64Encoded"] = !request.Body.IsEmpty && !isText;
        return JsonSerializer.SerializeToUtf8Bytes(written);
    }

    private static JsonObject Headers(GatewayRequest request, IamCaller? caller)
    {
        // Cookies have a list of their own, and a signature that was checked is not handed on.
        var headers = request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value))
            .Where(header => header.Key != "cookie" && (caller is null || header.Key != "authorization")).ToList();
        if (!request.Body.IsEmpty)
            headers.Add(new("content-length", request.Body.Length.ToString(CultureInfo.InvariantCulture)));
        return Joined(headers);
    }

    private static JsonArray Cookies(GatewayRequest request) => [.. request.Headers
        .Where(header => header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        .SelectMany(header => header.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(cookie => (JsonNode?)JsonValue.Create(cookie))];

    private static JsonObject Joined(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var map = new JsonObject();
        foreach (var group in pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal))
            map[group.Key] = string.Join(',', group.Select(pair => pair.Value));
        return map;
    }

    private static JsonObject Context(FunctionUrl url, string accountId, GatewayRequest request, IamCaller? caller)
    {
        var context = new JsonObject
        {
            ["accountId"] = caller is null ? "anonymous" : accountId,
            ["apiId"] = url.Id,
        };
        if (caller is not null)
            context["authorizer"] = new JsonObject { ["iam"] = Iam(caller) };
        context["domainName"] = request.Host;
        context["domainPrefix"] = url.Id;
        context["http"] = new JsonObject
        {
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["protocol"] = request.Protocol,
            ["sourceIp"] = request.SourceIp,
            ["userAgent"] = request.Header("User-Agent"),
        };
        context["requestId"] = request.RequestId;
        context["routeKey"] = "$default";
        context["stage"] = "$default";
        context["time"] = request.Time.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        context["timeEpoch"] = request.Time.ToUnixTimeMilliseconds();
        return context;
    }

    private static JsonObject Iam(IamCaller caller) => new()
    {
        ["accessKey"] = caller.AccessKeyId,
        ["accountId"] = caller.AccountId,
        ["callerId"] = caller.UserId,
        ["cognitoIdentity"] = null,
        ["principalOrgId"] = null,
        ["userArn"] = caller.UserArn,
        ["userId"] = caller.UserId,
    };
}
