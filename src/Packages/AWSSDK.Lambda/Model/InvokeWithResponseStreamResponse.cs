using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The beginning of a streamed answer.</summary>
public class InvokeWithResponseStreamResponse : AmazonWebServiceResponse
{
    /// <summary>The answer's pieces as they arrive; dispose it to give the connection back.</summary>
    public InvokeWithResponseStreamResponseEvent? EventStream { get; set; }

    /// <summary>The version that runs.</summary>
    public string? ExecutedVersion { get; set; }

    /// <summary>The content type of the event stream itself.</summary>
    public string? ResponseStreamContentType { get; set; }

    /// <summary>200 for an answer, 204 for a dry run.</summary>
    public int? StatusCode { get; set; }
}
