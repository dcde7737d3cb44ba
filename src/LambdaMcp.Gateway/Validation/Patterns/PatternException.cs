namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>A pattern that cannot be used; the message completes a sentence that begins with the pattern.</summary>
internal sealed class PatternException(string message) : Exception(message);
