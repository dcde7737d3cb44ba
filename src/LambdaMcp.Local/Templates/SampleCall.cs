namespace LambdaMcp.Local.Templates;

/// <summary>A tool call that a template suggests for a first try.</summary>
/// <param name="Function">The function that answers it; where it does not run, the call is of no use. Null where the endpoint itself answers.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">Its arguments, a JSON object.</param>
internal sealed record SampleCall(string? Function, string Tool, string Arguments);
