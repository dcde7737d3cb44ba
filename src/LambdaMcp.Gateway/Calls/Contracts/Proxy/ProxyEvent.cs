using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>Writes the event that API Gateway sends a function for a request to a REST API (proxy integration, payload format 1.0).</summary>
internal static class ProxyEvent
{
    public const string Host = "lambda-mcp.internal";
    public const string UserAgent = "lambda-mcp";
    public const string SourceIp = "127.0.0.1";

    private const string Stage = "mcp";
    private const string ApiId = "lambda-mcp";

    private static readonly string[] NoIdentity =
    [
        "cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller", "accessKey", "cognitoAuthenticationType",
        "cognitoAuthenticationProvider", "userArn", "user", "principalOrgId",
    ];

    public static ReadOnlyMemory<byte> Write(ProxyRequest request, McpRequest call, string functionArn, DateTimeOffset now)
    {
        var json = new ArrayBufferWriter<byte>(2_048);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("resource"u8, request.Resource);
            writer.WriteString("path"u8, request.Path);
            writer.WriteString("httpMethod"u8, request.Method);
            WritePairs(writer, "headers", "multiValueHeaders", request.Headers, StringComparer.OrdinalIgnoreCase);
            WritePairs(writer, "queryStringParameters", "multiValueQueryStringParameters", request.Query, StringComparer.Ordinal);
            if (request.PathValues.Count == 0)
                writer.WriteNull("pathParameters"u8);
            else
                WriteMap(writer, "pathParameters", request.PathValues);
            writer.WriteNull("stageVariables"u8);
            WriteContext(writer, request, call, functionArn, now);
            writer.WriteString("body"u8, request.Body);
            writer.WriteBoolean("isBase64Encoded"u8, false);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    // API Gateway gives the last value and all values of a name, and null where there is nothing.
    private static void WritePairs(
        Utf8JsonWriter writer, string last, string all, IReadOnlyList<KeyValuePair<string, string>> pairs, StringComparer comparer)
    {
        if (pairs.Count == 0)
        {
            writer.WriteNull(last);
            writer.WriteNull(all);
            return;
        }

        var groups = pairs.GroupBy(pair => pair.Key, pair => pair.Value, comparer).ToArray();
        WriteMap(writer, last, groups.Select(group => KeyValuePair.Create(group.Key, group.Last())));
        writer.WriteStartObject(all);
        foreach (var group in groups)
        {
            writer.WriteStartArray(group.Key);
            foreach (var value in group)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> map)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, ProxyRequest request, McpRequest call, string functionArn, DateTimeOffset now)
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("resourceId"u8, "mcp"u8);
        writer.WriteString("resourcePath"u8, request.Resource);
        writer.WriteString("httpMethod"u8, request.Method);
        writer.WriteString("extendedRequestId"u8, Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        writer.WriteString("requestTime"u8, now.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        writer.WriteString("path"u8, $"/{Stage}{request.Path}");
        writer.WriteString("accountId"u8, functionArn.Split(':').ElementAtOrDefault(4));
        writer.WriteString("protocol"u8, "HTTP/1.1"u8);
        writer.WriteString("stage"u8, Stage);
        writer.WriteString("domainPrefix"u8, ApiId);
        writer.WriteNumber("requestTimeEpoch"u8, now.ToUnixTimeMilliseconds());
        writer.WriteString("requestId"u8, Guid.NewGuid().ToString());
        writer.WriteStartObject("identity"u8);
        foreach (var member in NoIdentity)
            writer.WriteNull(member);
        writer.WriteString("sourceIp"u8, SourceIp);
        writer.WriteString("userAgent"u8, UserAgent);
        writer.WriteEndObject();
        // As a Lambda authorizer tells a function who calls.
        writer.WriteStartObject("authorizer"u8);
        writer.WriteString("principalId"u8, call.Principal);
        writer.WriteEndObject();
        writer.WriteString("domainName"u8, Host);
        writer.WriteString("deploymentId"u8, "mcp"u8);
        writer.WriteString("apiId"u8, ApiId);
        writer.WriteEndObject();
    }
}
