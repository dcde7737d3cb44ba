using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>Which versions a listing holds.</summary>
public class FunctionVersion : ConstantClass
{
    /// <summary>Every published version.</summary>
    public static readonly FunctionVersion ALL = new("ALL");

    /// <summary>The value with this name on the wire.</summary>
    public FunctionVersion(string value)
        : base(value)
    {
    }

    /// <summary>The value with this name on the wire.</summary>
    public static FunctionVersion FindValue(string value) => FindValue<FunctionVersion>(value);

    /// <summary>The value with this name on the wire.</summary>
    public static implicit operator FunctionVersion(string value) => FindValue(value);
}
