namespace LambdaMcp.Cli.Logs;

/// <summary>How much a line matters.</summary>
internal enum LogSeverity
{
    /// <summary>Lambda's own lines, too.</summary>
    Debug,

    Information,

    /// <summary>Records of what was refused or failed, too.</summary>
    Warning,

    Error,
}
