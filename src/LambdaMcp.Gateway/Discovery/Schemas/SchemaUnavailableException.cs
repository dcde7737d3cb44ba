namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>A schema cannot be read from its registry.</summary>
/// <param name="message">Which schema, why, and what to do.</param>
/// <param name="innerException">The cause.</param>
public sealed class SchemaUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
