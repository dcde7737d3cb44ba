namespace LambdaMcp.Gateway.Registrations;

/// <summary>A registration is larger than the store can hold. Nothing was written.</summary>
/// <param name="message">How large it is and how large it may be.</param>
/// <param name="innerException">What the store said.</param>
public sealed class RegistrationTooLargeException(string message, Exception? innerException = null) : Exception(message, innerException);
