namespace LambdaMcp.Cli.Logs;

/// <summary>Where a function's lines are kept.</summary>
/// <param name="Label">What the function is called here.</param>
/// <param name="Name">The log group.</param>
internal sealed record LogGroup(string Label, string Name);
