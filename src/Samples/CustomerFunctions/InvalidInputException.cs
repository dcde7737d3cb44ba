namespace CustomerFunctions;

/// <summary>The event does not say what the function needs; the message tells the caller what to send.</summary>
internal sealed class InvalidInputException(string message) : Exception(message);
