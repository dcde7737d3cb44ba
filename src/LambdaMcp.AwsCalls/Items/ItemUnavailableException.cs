namespace LambdaMcp.AwsCalls.Items;

/// <summary>A table cannot be read.</summary>
/// <param name="message">Which table, why, and what to do.</param>
/// <param name="innerException">The SDK's exception.</param>
public sealed class ItemUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
