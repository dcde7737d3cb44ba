namespace Amazon.Lambda.Model;

/// <summary>One call of a function that streams its answer.</summary>
public class InvokeWithResponseStreamRequest : AmazonLambdaRequest
{
    /// <summary>The client context: at most 3,583 bytes of base64.</summary>
    public string? ClientContext { get; set; }

    /// <summary>A name, a partial ARN or an ARN, with or without a qualifier.</summary>
    public string? FunctionName { get; set; }

    /// <summary>How to call it; <see cref="ResponseStreamingInvocationType.RequestResponse"/> when null.</summary>
    public ResponseStreamingInvocationType? InvocationType { get; set; }

    /// <summary>Whether the stream ends with the end of the log.</summary>
    public LogType? LogType { get; set; }

    /// <summary>The event as bytes of JSON.</summary>
    public MemoryStream? Payload { get; set; }

    /// <summary>A version or an alias.</summary>
    public string? Qualifier { get; set; }
}
