namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes the message as it is, without a line's end.</summary>
    /// <param name="message">The message.</param>
    void Log(string message);

    /// <summary>Writes the message as a line of level Information.</summary>
    /// <param name="message">The message.</param>
    void LogLine(string message);

    /// <summary>Writes the message as a line of the given level.</summary>
    /// <param name="level">The name of a <see cref="LogLevel"/>.</param>
    /// <param name="message">The message.</param>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes the message as a line of the given level.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="message">The message.</param>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a line of level Trace.</summary>
    /// <param name="message">The message.</param>
    void LogTrace(string message) => Log(LogLevel.Trace, message);

    /// <summary>Writes a line of level Debug.</summary>
    /// <param name="message">The message.</param>
    void LogDebug(string message) => Log(LogLevel.Debug, message);

    /// <summary>Writes a line of level Information.</summary>
    /// <param name="message">The message.</param>
    void LogInformation(string message) => Log(LogLevel.Information, message);

    /// <summary>Writes a line of level Warning.</summary>
    /// <param name="message">The message.</param>
    void LogWarning(string message) => Log(LogLevel.Warning, message);

    /// <summary>Writes a line of level Error.</summary>
    /// <param name="message">The message.</param>
    void LogError(string message) => Log(LogLevel.Error, message);

    /// <summary>Writes a line of level Critical.</summary>
    /// <param name="message">The message.</param>
    void LogCritical(string message) => Log(LogLevel.Critical, message);
}
