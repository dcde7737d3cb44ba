using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>Whether the answer carries the end of the function's log.</summary>
public class LogType : ConstantClass
{
    /// <summary>No log.</summary>
    public static readonly LogType None = new("None");

    /// <summary>The last 4 KB of the log, base64 encoded.</summary>
    public static readonly LogType Tail = new("Tail");

    /// <summary>The value with this name on the wire.</summary>
    public LogType(string value)
        : base(value)
    {
    }

    /// <summary>The value with this name on the wire.</summary>
    public static LogType FindValue(string value) => FindValue<LogType>(value);

    /// <summary>The value with this name on the wire.</summary>
    public static implicit operator LogType(string value) => FindValue(value);
}
