using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>What runs a function's code, such as <c>python3.12</c>. AWS's package names each; here any is made of its name.</summary>
public class Runtime : ConstantClass
{
    /// <summary>The value with this name on the wire.</summary>
    public Runtime(string value)
        : base(value)
    {
    }

    /// <summary>The value with this name on the wire.</summary>
    public static Runtime FindValue(string value) => FindValue<Runtime>(value);

    /// <summary>The value with this name on the wire.</summary>
    public static implicit operator Runtime(string value) => FindValue(value);
}
