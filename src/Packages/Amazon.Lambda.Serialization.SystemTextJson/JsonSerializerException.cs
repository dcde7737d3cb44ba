namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event or an answer and its type do not fit.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>An error without a cause.</summary>
    /// <param name="message">What does not fit.</param>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="exception">The cause.</param>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
