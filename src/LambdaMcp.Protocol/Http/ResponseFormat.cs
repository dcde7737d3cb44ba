namespace LambdaMcp.Protocol.Http;

/// <summary>How an answer is sent.</summary>
internal enum ResponseFormat
{
    /// <summary>One <c>application/json</c> body.</summary>
    Json,

    /// <summary>A <c>text/event-stream</c>, because the client takes nothing else.</summary>
    EventStream,
}
