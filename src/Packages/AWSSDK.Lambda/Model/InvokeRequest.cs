using System.Text;

namespace Amazon.Lambda.Model;

/// <summary>One call of a function.</summary>
public class InvokeRequest : AmazonLambdaRequest
{
    /// <summary>The client context as JSON; the same value as <see cref="ClientContextBase64"/>.</summary>
    public string? ClientContext
    {
        get => ClientContextBase64 is { } encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded)) : null;
        set => ClientContextBase64 = value is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The client context as it travels: at most 3,583 bytes of base64.</summary>
    public string? ClientContextBase64 { get; set; }

    /// <summary>A name, a partial ARN or an ARN, with or without a qualifier.</summary>
    public string? FunctionName { get; set; }

    /// <summary>How to call it; <see cref="InvocationType.RequestResponse"/> when null.</summary>
    public InvocationType? InvocationType { get; set; }

    /// <summary>Whether the answer carries the end of the log.</summary>
    public LogType? LogType { get; set; }

    /// <summary>The event as JSON text; the same value as <see cref="PayloadStream"/>.</summary>
    public string? Payload
    {
        get => PayloadStream is { } stream ? Encoding.UTF8.GetString(stream.ToArray()) : null;
        set => PayloadStream = value is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The event as bytes of JSON.</summary>
    public MemoryStream? PayloadStream { get; set; }

    /// <summary>A version or an alias.</summary>
    public string? Qualifier { get; set; }
}
