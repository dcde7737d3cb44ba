using System.Net;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>
/// Reads what a function answers API Gateway: <c>{statusCode, headers, multiValueHeaders, body, isBase64Encoded}</c>. Any status but a 2xx
/// is an error; the body is JSON, text or bytes by its media type.
/// </summary>
internal static class ProxyAnswer
{
    /// <exception cref="CallFailedException">It is an error, or no such answer.</exception>
    /// <exception cref="McpErrorException">There is no such resource.</exception>
    public static FunctionAnswer Read(McpRequest request, string name, TargetResponse response)
    {
        var answer = AnswerJson.Parse(response.Payload);
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("statusCode"u8, out var code) || !TryReadStatus(code, out var status))
            throw Broken(name, "it must answer as a Lambda proxy integration does: {\"statusCode\":200,\"headers\":{…},\"body\":\"…\"}");
        var body = Body(name, answer);
        var type = MediaTypeOf(answer);
        if (status is < 200 or > 299)
            throw request.Method == "resources/read" && status is 404 or 410 ? NotFound(name) : Failed(name, status, body, type);
        if (type is not null && !IsJson(type))
            return new(default, body, response.RequestId, IsMcp: false) { MediaType = type };
        var json = AnswerJson.Parse(body);
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("resultType"u8, out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals("input_required"u8))
            throw Broken(name, "it asked for input, which functions of the contract proxy cannot do: an HTTP request has no further rounds");
        return new(json, body, response.RequestId, IsMcp: false) { MediaType = json.ValueKind == JsonValueKind.Undefined ? null : type };
    }

    // API Gateway takes the status as a text too.
    private static bool TryReadStatus(JsonElement code, out int status)
    {
        status = 0;
        return (code.ValueKind switch
        {
            JsonValueKind.Number => code.TryGetInt32(out status),
            JsonValueKind.String => int.TryParse(code.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out status),
            _ => false,
        }) && status is >= 100 and <= 599;
    }

    private static byte[] Body(string name, JsonElement answer)
    {
        if (!answer.TryGetProperty("body"u8, out var body) || body.ValueKind == JsonValueKind.Null)
            return [];
        if (body.ValueKind != JsonValueKind.String)
            throw Broken(name, "the body of its answer must be a string");
        if (!answer.TryGetProperty("isBase64Encoded"u8, out var flag) || flag.ValueKind != JsonValueKind.True)
            return Encoding.UTF8.GetBytes(body.GetString()!);
        return body.TryGetBytesFromBase64(out var bytes) ? bytes : throw Broken(name, "the body of its answer is not the base64 that isBase64Encoded promises");
    }

    /// <summary>The type that the headers name, without parameters.</summary>
    private static string? MediaTypeOf(JsonElement answer)
    {
        foreach (var map in (ReadOnlySpan<string>)["headers", "multiValueHeaders"])
        {
            if (!answer.TryGetProperty(map, out var headers) || headers.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var header in headers.EnumerateObject())
            {
                if (!header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
                    continue;
                var value = header.Value.ValueKind == JsonValueKind.Array ? header.Value.EnumerateArray().FirstOrDefault() : header.Value;
                if (value.ValueKind == JsonValueKind.String && value.GetString()!.Split(';')[0].Trim() is { Length: > 0 } type)
                    return type.ToLowerInvariant();
            }
        }

        return null;
    }

    private static bool IsJson(string type) => type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static CallFailedException Failed(string name, int status, byte[] body, string? type)
    {
        var reason = Enum.IsDefined((HttpStatusCode)status) ? $"{status} {(HttpStatusCode)status}" : $"{status}";
        var said = body.Length == 0 ? "" : type is not null && MediaType.IsBinary(type) ? $" (a body of {body.Length:N0} bytes, {type})" : $": {Excerpt.Of(Encoding.UTF8.GetString(body))}";
        return new("http_error", $"{name} answered with the HTTP status {reason}{said}");
    }

    private static McpErrorException NotFound(string name) => new($"{name} has no such resource.", (int)McpErrorCode.ResourceNotFound);

    private static CallFailedException Broken(string name, string fault) => new("invalid_answer", $"{name} broke its contract: {fault}.");
}
