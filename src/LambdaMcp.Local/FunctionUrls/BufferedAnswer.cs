using System.Text;
using System.Text.Json;
using LambdaMcp.Local.ApiGateway;

namespace LambdaMcp.Local.FunctionUrls;

/// <summary>Makes a response of a function's whole answer: what it says of status, headers and body, or else the answer itself.</summary>
internal static class BufferedAnswer
{
    /// <exception cref="GatewayFaultException">No response can be made of it.</exception>
    public static async Task WriteAsync(HttpContext context, byte[] answer)
    {
        using var document = Parse(answer);
        var isResponse = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("statusCode", out _);
        var head = isResponse ? ProxyResponseHead.Read(document.RootElement, defaultStatusCode: null) : new ProxyResponseHead(StatusCodes.Status200OK, []);
        var body = isResponse ? Body(document.RootElement) : answer;
        head.Apply(context.Response);
        if (!head.MayHaveBody)
            return;

        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static JsonDocument Parse(byte[] answer)
    {
        try
        {
            return JsonDocument.Parse(answer);
        }
        catch (JsonException exception)
        {
            throw ProxyResponseHead.Malformed($"the function's answer is not JSON (a function that streams needs InvokeMode: RESPONSE_STREAM): {exception.Message}");
        }
    }

    private static byte[] Body(JsonElement answer)
    {
        if (!answer.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
            return [];
        if (body.ValueKind != JsonValueKind.String)
            throw ProxyResponseHead.Malformed("the body of the function's answer is not text");
        if (!answer.TryGetProperty("isBase64Encoded", out var flag) || flag.ValueKind != JsonValueKind.True)
            return Encoding.UTF8.GetBytes(body.GetString()!);

        return body.TryGetBytesFromBase64(out var bytes) ? bytes : throw ProxyResponseHead.Malformed("the body of the function's answer is not base64");
    }
}
