namespace LambdaMcp.Gateway.Discovery;

/// <summary>What <c>ListFunctions</c> says of a function, as far as a tool needs it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Arn">Its unqualified ARN.</param>
/// <param name="Description">Its description; empty when it has none.</param>
public sealed record FunctionSummary(string Name, string Arn, string Description);
