namespace LambdaMcp.Cli.Tests;

/// <summary>What a command did.</summary>
public sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of the output.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1];
}
