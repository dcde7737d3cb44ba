using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>How a function that streams is called.</summary>
public class ResponseStreamingInvocationType : ConstantClass
{
    /// <summary>Lambda checks the permission and does not call the function.</summary>
    public static readonly ResponseStreamingInvocationType DryRun = new("DryRun");

    /// <summary>Lambda passes on what the function writes.</summary>
    public static readonly ResponseStreamingInvocationType RequestResponse = new("RequestResponse");

    /// <summary>The value with this name on the wire.</summary>
    public ResponseStreamingInvocationType(string value)
        : base(value)
    {
    }

    /// <summary>The value with this name on the wire.</summary>
    public static ResponseStreamingInvocationType FindValue(string value) => FindValue<ResponseStreamingInvocationType>(value);

    /// <summary>The value with this name on the wire.</summary>
    public static implicit operator ResponseStreamingInvocationType(string value) => FindValue(value);
}
