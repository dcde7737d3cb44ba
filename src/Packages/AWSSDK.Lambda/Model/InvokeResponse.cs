using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>What became of a call.</summary>
public class InvokeResponse : AmazonWebServiceResponse
{
    /// <summary>The version that ran.</summary>
    public string? ExecutedVersion { get; set; }

    /// <summary>Set when the function failed (<c>Unhandled</c> or <c>Handled</c>); <see cref="Payload"/> then tells how.</summary>
    public string? FunctionError { get; set; }

    /// <summary>The last 4 KB of the log in base64, if asked for.</summary>
    public string? LogResult { get; set; }

    /// <summary>The function's answer, from its beginning.</summary>
    public MemoryStream? Payload { get; set; }

    /// <summary>200 for an answer, 202 for a queued event, 204 for a dry run.</summary>
    public int? StatusCode { get; set; }
}
