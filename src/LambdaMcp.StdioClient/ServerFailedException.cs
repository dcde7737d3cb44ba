namespace LambdaMcp.StdioClient;

/// <summary>A server failed, and not by a JSON-RPC error of its own. The next call finds it started anew.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What a client may be told of it: nothing that the server wrote to standard error.</param>
/// <param name="innerException">What lies behind it.</param>
public sealed class ServerFailedException(ServerFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public ServerFailure Failure => failure;
}
