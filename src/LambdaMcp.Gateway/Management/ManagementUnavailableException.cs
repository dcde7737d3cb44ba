namespace LambdaMcp.Gateway.Management;

/// <summary>What a management tool needs of AWS cannot be read.</summary>
/// <param name="code">A short code for programs.</param>
/// <param name="message">What, why, and what to do.</param>
/// <param name="innerException">The cause.</param>
public sealed class ManagementUnavailableException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>A short code for programs.</summary>
    public string Code { get; } = code;
}
