namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>A secret cannot be read.</summary>
/// <param name="message">Which secret, why, and what to do; never its value.</param>
/// <param name="innerException">The SDK's exception.</param>
public sealed class SecretUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
