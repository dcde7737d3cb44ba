namespace LambdaMcp.Cli;

/// <summary>What the program's end tells scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It was understood and could not be done.</summary>
    public const int Failed = 1;

    /// <summary>It was not understood, or something was not said.</summary>
    public const int BadUsage = 2;
}
