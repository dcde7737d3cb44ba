namespace LambdaMcp.Protocol.Http;

/// <summary>Ends the handling of a request that is refused.</summary>
/// <param name="rejection">The reason.</param>
/// <param name="detail">What the reason's message names: an origin, a limit, a version.</param>
internal sealed class RequestRejectedException(RequestRejection rejection, string? detail = null) : Exception
{
    public RequestRejection Rejection { get; } = rejection;

    public string? Detail { get; } = detail;
}
