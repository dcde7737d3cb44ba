namespace LambdaMcp.Cli;

/// <summary>What the program's end tells scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It was understood and could not be done.</summary>
    public const int Failed = 1;

    /// <summary>It was not understood, or something was not said.</summary>
    public const int BadUsage = 2;

    /// <summary>A tool was called and its result says that it failed.</summary>
    public const int ToolFailed = 3;

    /// <summary>Who asks may not: the token or the credentials are not good for it.</summary>
    public const int Refused = 4;

    /// <summary>Nothing answers there.</summary>
    public const int Unreachable = 5;

    /// <summary>It was interrupted, as shells have it.</summary>
    public const int Interrupted = 130;
}
