namespace LambdaMcp.Protocol.Http;

/// <summary>How a client takes answers.</summary>
/// <param name="Json">As one <c>application/json</c> body.</param>
/// <param name="EventStream">As a <c>text/event-stream</c>.</param>
internal readonly record struct AcceptedFormats(bool Json, bool EventStream)
{
    public bool Any => Json || EventStream;
}
