namespace LambdaMcp.Tools.Generator.Types;

/// <summary>A type cannot be read or written; the message is the end of a diagnostic's.</summary>
internal sealed class UnsupportedTypeException(string message) : Exception(message);
