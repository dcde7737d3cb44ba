namespace LambdaMcp.Local.Templates;

/// <summary>An output of a stack.</summary>
internal sealed record StackOutput(string Name, string Value, string? Description);
