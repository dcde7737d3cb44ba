namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>A large answer could not be stored.</summary>
/// <param name="message">Why, for the log.</param>
/// <param name="innerException">What the store saw.</param>
public sealed class AnswerNotStoredException(string message, Exception? innerException = null) : Exception(message, innerException);
