using Amazon.Runtime.EventStreams.Internal;

namespace Amazon.Lambda;

/// <summary>A streamed answer broke off or is not what Lambda sends.</summary>
public class LambdaEventStreamException : EventStreamException
{
    /// <summary>Without a reason.</summary>
    public LambdaEventStreamException()
    {
    }

    /// <summary>With a reason.</summary>
    public LambdaEventStreamException(string message)
        : base(message)
    {
    }

    /// <summary>With the failure beneath, such as a wrong checksum.</summary>
    public LambdaEventStreamException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
