using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Hands a streamed answer on, each chunk as it comes.</summary>
internal static class AnswerRelay
{
    /// <param name="context">The response, whose head is set.</param>
    /// <param name="result">The answer.</param>
    /// <param name="first">What of its payload was read already.</param>
    /// <param name="onChunk">Called before each chunk, the first included.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(HttpContext context, InvocationResult result, ReadOnlyMemory<byte> first, Action onChunk, CancellationToken cancellationToken)
    {
        // A client learns of the status before the first event of a stream comes.
        await context.Response.StartAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        var chunk = first;
        do
        {
            onChunk();
            // Not even nothing may be written to a response that has no body, such as a 204.
            if (!chunk.IsEmpty)
                await context.Response.Body.WriteAsync(chunk, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            chunk = buffer.AsMemory(0, await result.Body.ReadAsync(buffer, cancellationToken));
        }
        while (!chunk.IsEmpty);
        if ((await result.End).ErrorType is not null)
            context.Abort();
    }
}
