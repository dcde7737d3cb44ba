using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

// The message is a template of the caller's, handed through.
#pragma warning disable CA2254

/// <content>Lines that belong to no category.</content>
public static partial class Logger
{
    /// <summary>Writes a line on level trace.</summary>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogTrace(string message, params object?[] args) => Own.LogTrace(message, args);

    /// <summary>Writes a line on level trace with what went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogTrace(Exception exception, string message, params object?[] args) => Own.LogTrace(exception, message, args);

    /// <summary>Writes a line on level debug.</summary>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogDebug(string message, params object?[] args) => Own.LogDebug(message, args);

    /// <summary>Writes a line on level debug with what went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogDebug(Exception exception, string message, params object?[] args) => Own.LogDebug(exception, message, args);

    /// <summary>Writes a line on level information.</summary>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogInformation(string message, params object?[] args) => Own.LogInformation(message, args);

    /// <summary>Writes a line on level information with what went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogInformation(Exception exception, string message, params object?[] args) => Own.LogInformation(exception, message, args);

    /// <summary>Writes a line on level warning.</summary>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogWarning(string message, params object?[] args) => Own.LogWarning(message, args);

    /// <summary>Writes a line on level warning with what went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogWarning(Exception exception, string message, params object?[] args) => Own.LogWarning(exception, message, args);

    /// <summary>Writes a line on level error.</summary>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogError(string message, params object?[] args) => Own.LogError(message, args);

    /// <summary>Writes a line on level error with what went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogError(Exception exception, string message, params object?[] args) => Own.LogError(exception, message, args);

    /// <summary>Writes a line on level critical.</summary>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogCritical(string message, params object?[] args) => Own.LogCritical(message, args);

    /// <summary>Writes a line on level critical with what went wrong.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="message">A message template; its arguments become keys of the line.</param>
    /// <param name="args">The template's arguments.</param>
    public static void LogCritical(Exception exception, string message, params object?[] args) => Own.LogCritical(exception, message, args);
}
