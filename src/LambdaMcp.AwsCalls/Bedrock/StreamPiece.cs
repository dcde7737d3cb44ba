namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>What can be shown of an answer while it is still coming.</summary>
/// <param name="Text">More of what the model says.</param>
/// <param name="Reasoning">More of what it thinks.</param>
internal sealed record StreamPiece(string? Text, string? Reasoning);
