using System.Text;
using System.Text.Json;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>A Lambda proxy integration that waits for the whole answer.</summary>
internal sealed class BufferedIntegration(RestApi api, InvokeFunction invoke, TimeProvider time)
{
    /// <exception cref="GatewayFaultException">There is no answer in time, or none that can be made a response.</exception>
    public async Task RunAsync(HttpContext context, GatewayRequest request, ApiRoute route, byte[] payload)
    {
        using var deadline = new CancellationTokenSource(route.Timeout, time);
        byte[] answer;
        try
        {
            answer = await InvokeAsync(request, route, payload, deadline.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new GatewayFaultException(GatewayFault.IntegrationTimeout, $"no answer within {route.Timeout.TotalSeconds} s", exception);
        }
        await RespondAsync(context, request, answer);
    }

    private async Task<byte[]> InvokeAsync(GatewayRequest request, ApiRoute route, byte[] payload, CancellationToken cancellationToken)
    {
        await using var result = await invoke(route.FunctionArn, new InvocationRequest(payload) { TraceId = request.TraceId, Caller = request.Hop }, cancellationToken);
        if (result.FunctionError is not null)
            throw await FailedInvocation.DescribeAsync(result, cancellationToken);
        using var body = new MemoryStream();
        await result.Body.CopyToAsync(body, cancellationToken);
        return body.Length <= GatewayLimits.PayloadBytes
            ? body.ToArray()
            : throw ProxyResponseHead.Malformed($"the function's answer has more than {GatewayLimits.PayloadBytes} bytes");
    }

    private async Task RespondAsync(HttpContext context, GatewayRequest request, byte[] answer)
    {
        using var document = Parse(answer);
        var head = ProxyResponseHead.Read(document.RootElement, defaultStatusCode: null);
        var body = Body(document.RootElement, request);
        head.Apply(context.Response);
        if (!head.MayHaveBody)
            return;

        context.Response.ContentLength = body.Length;
        if (request.Method != "HEAD")
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
            throw ProxyResponseHead.Malformed($"the function's answer is not JSON: {exception.Message}");
        }
    }

    private byte[] Body(JsonElement answer, GatewayRequest request)
    {
        if (!answer.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
            return [];
        if (body.ValueKind != JsonValueKind.String)
            throw ProxyResponseHead.Malformed("the body of the function's answer is not text");

        var isBase64 = answer.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        // As on AWS, base64 is decoded only for a client that accepts a binary media type first.
        if (!isBase64 || !MediaTypes.IsAny(api.BinaryMediaTypes, request.Header("Accept")))
            return Encoding.UTF8.GetBytes(body.GetString()!);

        return body.TryGetBytesFromBase64(out var bytes) ? bytes : throw ProxyResponseHead.Malformed("the body of the function's answer is not base64");
    }
}
