using System.Buffers;
using System.Globalization;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>Sends JSON-RPC responses over HTTP.</summary>
internal static class McpResponse
{
    public static Task SendJsonAsync(HttpContext context, int status, ReadOnlyMemory<byte> message)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = message.Length;
        response.Headers.CacheControl = "no-store";
        return response.Body.WriteAsync(message, context.RequestAborted).AsTask();
    }

    public static Task SendErrorAsync(HttpContext context, int status, JsonRpcId id, JsonRpcErrorObject error)
    {
        var body = new ArrayBufferWriter<byte>(256);
        JsonRpcWriter.WriteError(body, id, error);
        return SendJsonAsync(context, status, body.WrittenMemory);
    }

    public static Task RejectAsync(HttpContext context, JsonRpcId id, RequestRejectedException rejected)
    {
        var (status, error) = RequestRejections.Describe(rejected.Rejection, rejected.Detail);
        if (rejected.RetryAfter is { } wait)
            TellToWait(context.Response, wait);
        return SendErrorAsync(context, status, id, error);
    }

    /// <summary>Says how long the client should wait (RFC 9110, section 10.2.3), in whole seconds.</summary>
    public static void TellToWait(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public static void BeginEventStream(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = EventStreamFormat.ContentType;
        response.Headers.CacheControl = "no-store";
        // Proxies that gather answers would hold events back.
        response.Headers["X-Accel-Buffering"] = "no";
    }
}
