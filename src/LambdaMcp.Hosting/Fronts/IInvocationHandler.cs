using Amazon.Lambda.Core;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// Serves invocations that are no HTTP requests, such as a direct Invoke. A program that registers one gives it the first look at every invocation of its
/// Lambda function; outside Lambda it is not used. It is made once, when the process starts.
/// </summary>
public interface IInvocationHandler
{
    /// <summary>Serves an invocation, or leaves it.</summary>
    /// <param name="payload">The event; it stays as it is until the task ends.</param>
    /// <param name="context">What Lambda says of the invocation.</param>
    /// <returns>
    /// The answer, which is read and closed; <see cref="Stream.Null"/> where the answer went to a stream of
    /// <see cref="Amazon.Lambda.Core.ResponseStreaming.LambdaResponseStreamFactory"/>. Null: the event is an HTTP request, for the server's own pipeline.
    /// An exception fails the invocation: the caller gets its type's name and its message.
    /// </returns>
    Task<Stream?> HandleAsync(ReadOnlyMemory<byte> payload, ILambdaContext context);
}
