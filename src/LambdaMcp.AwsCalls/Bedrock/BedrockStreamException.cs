namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A streamed answer broke off.</summary>
/// <param name="code">The service's exception, such as <c>throttlingException</c>; null when the connection itself ended.</param>
/// <param name="message">The service's reason.</param>
/// <param name="innerException">What was wrong beneath.</param>
internal sealed class BedrockStreamException(string? code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public string? Code => code;
}
