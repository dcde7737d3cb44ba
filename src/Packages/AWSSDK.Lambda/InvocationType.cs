using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>How a function is called.</summary>
public class InvocationType : ConstantClass
{
    /// <summary>Lambda queues the event and answers at once.</summary>
    public static readonly InvocationType Event = new("Event");

    /// <summary>Lambda answers when the function does.</summary>
    public static readonly InvocationType RequestResponse = new("RequestResponse");

    /// <summary>Lambda checks the permission and does not call the function.</summary>
    public static readonly InvocationType DryRun = new("DryRun");

    /// <summary>The value with this name on the wire.</summary>
    public InvocationType(string value)
        : base(value)
    {
    }

    /// <summary>The value with this name on the wire.</summary>
    public static InvocationType FindValue(string value) => FindValue<InvocationType>(value);

    /// <summary>The value with this name on the wire.</summary>
    public static implicit operator InvocationType(string value) => FindValue(value);
}
