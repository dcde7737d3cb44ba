using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.AwsApi;

/// <summary>
/// One address for every service, told apart by what requests are signed for: what <c>AWS_ENDPOINT_URL</c> names, so that nothing a
/// function calls leaves the machine.
/// </summary>
/// <param name="services">The services that answer here; the requests' signatures are checked here too.</param>
/// <param name="others">Services that check for themselves, by what requests to them are signed for.</param>
/// <param name="verifier">Checks signatures for a service.</param>
/// <param name="traces">Where requests' ways are told; null: nowhere.</param>
internal sealed class AwsEndpoint(
    IEnumerable<IAwsService> services, IReadOnlyDictionary<string, RequestDelegate> others, Func<string, SigV4Verifier> verifier, TraceLog? traces = null)
{
    // Larger than what any of these services takes in one request here.
    private const int LargestBody = 256 * 1024 * 1024;

    private readonly Dictionary<string, (IAwsService Service, SigV4Verifier Signatures)> _services =
        services.ToDictionary(service => service.SigningName, service => (service, verifier(service.SigningName)));

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        var name = SigV4Authorization.Read(SigV4Request.From(context.Request, default)).Authorization?.Credential.Service;
        if (name is not null && others.TryGetValue(name, out var other))
            await other(context);
        else if (name is not null && _services.TryGetValue(name, out var known))
            await TellAsync(context, known.Service, known.Signatures);
        else
            await AwsResult.WriteAsync(context, name is null
                ? new AwsRejectedException(StatusCodes.Status403Forbidden, "MissingAuthenticationTokenException", "Missing Authentication Token")
                : new AwsRejectedException(StatusCodes.Status404NotFound, "UnknownOperationException", $"There is no local service {name}"));
    }

    private async Task TellAsync(HttpContext context, IAwsService service, SigV4Verifier signatures)
    {
        var operation = context.Request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target
            ? target[(target.LastIndexOf('.') + 1)..]
            : $"{context.Request.Method} {context.Request.Path}";
        var hop = traces?.Callers.Of(context.Request)?.Begin(HopKind.Service, $"{service.SigningName} {operation}");
        try
        {
            await AnswerAsync(context, service, signatures);
        }
        finally
        {
            if (context.Response.StatusCode >= 400)
                hop?.Fail($"HTTP {context.Response.StatusCode}");
            hop?.End();
        }
    }

    private static async Task AnswerAsync(HttpContext context, IAwsService service, SigV4Verifier signatures)
    {
        try
        {
            var body = await ReadAsync(context.Request);
            if (signatures.Verify(SigV4Request.From(context.Request, body)) is { IsOk: false } refused)
                throw new AwsRejectedException(StatusCodes.Status403Forbidden, refused.ErrorType!, refused.Message);
            await service.HandleAsync(new AwsCall(context, body));
        }
        catch (AwsRejectedException rejection) when (!context.Response.HasStarted)
        {
            await service.RejectAsync(context, rejection);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException && !context.Response.HasStarted)
        {
            // A member of the input has another type than the service's model.
            await service.RejectAsync(context, new AwsRejectedException(StatusCodes.Status400BadRequest, "SerializationException", fault.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBody)
            throw new AwsRejectedException(StatusCodes.Status413PayloadTooLarge, "EntityTooLarge", $"A body has at most {LargestBody} bytes here.");
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > LargestBody)
                throw new AwsRejectedException(StatusCodes.Status413PayloadTooLarge, "EntityTooLarge", $"A body has at most {LargestBody} bytes here.");
        }

        return body.ToArray();
    }
}
