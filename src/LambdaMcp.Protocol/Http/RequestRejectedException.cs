namespace LambdaMcp.Protocol.Http;

/// <summary>Ends the handling of a request that is refused.</summary>
/// <param name="rejection">The reason.</param>
/// <param name="detail">What the reason's message names: an origin, a limit, a version.</param>
/// <param name="retryAfter">How long the client should wait, where waiting helps.</param>
internal sealed class RequestRejectedException(RequestRejection rejection, string? detail = null, TimeSpan? retryAfter = null) : Exception
{
    public RequestRejection Rejection { get; } = rejection;

    public string? Detail { get; } = detail;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
