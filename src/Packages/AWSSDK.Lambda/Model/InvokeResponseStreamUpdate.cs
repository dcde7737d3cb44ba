using Amazon.Runtime.EventStreams;

namespace Amazon.Lambda.Model;

/// <summary>A piece of a streamed answer.</summary>
public class InvokeResponseStreamUpdate : IEventStreamEvent
{
    /// <summary>The piece's bytes; pieces are cut anywhere, also within a character.</summary>
    public MemoryStream? Payload { get; set; }
}
