using System.Buffers;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>Sends a JSON-RPC response over HTTP.</summary>
internal static class McpResponse
{
    public static Task SendResultAsync(HttpContext context, ResponseFormat format, JsonRpcId id, McpResult result)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        BeginEvent(body, format);
        JsonRpcWriter.WriteResult(body, id, result);
        EndEvent(body, format);
        return SendAsync(context, StatusCodes.Status200OK, format, body.WrittenMemory);
    }

    public static Task SendErrorAsync(HttpContext context, int status, ResponseFormat format, JsonRpcId id, JsonRpcErrorObject error)
    {
        var body = new ArrayBufferWriter<byte>(256);
        BeginEvent(body, format);
        JsonRpcWriter.WriteError(body, id, error);
        EndEvent(body, format);
        return SendAsync(context, status, format, body.WrittenMemory);
    }

    private static void BeginEvent(ArrayBufferWriter<byte> body, ResponseFormat format)
    {
        if (format == ResponseFormat.EventStream)
            body.Write("event: message\ndata: "u8);
    }

    private static void EndEvent(ArrayBufferWriter<byte> body, ResponseFormat format)
    {
        if (format == ResponseFormat.EventStream)
            body.Write("\n\n"u8);
    }

    private static Task SendAsync(HttpContext context, int status, ResponseFormat format, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = format == ResponseFormat.EventStream ? "text/event-stream" : "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
