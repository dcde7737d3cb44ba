namespace LambdaMcp.Tools;

/// <summary>How severe a line of a method's log is, as RFC 5424 and MCP name it.</summary>
public enum ClientLogLevel
{
    /// <summary>Of use to who looks for a fault.</summary>
    Debug,

    /// <summary>The usual course of things.</summary>
    Info,

    /// <summary>Usual, but worth to be noticed.</summary>
    Notice,

    /// <summary>It went on, but not as it should.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>A whole part failed.</summary>
    Critical,

    /// <summary>Somebody must act at once.</summary>
    Alert,

    /// <summary>Nothing can be used.</summary>
    Emergency,
}
