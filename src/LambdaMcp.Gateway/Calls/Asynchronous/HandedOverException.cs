namespace LambdaMcp.Gateway.Calls.Asynchronous;

/// <summary>Lambda has the event: the end of a call whose answer nobody waits for.</summary>
/// <param name="requestId">The invocation's request id.</param>
internal sealed class HandedOverException(string requestId) : Exception
{
    public string RequestId { get; } = requestId;
}
