using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Writes the lines of one category.</summary>
internal sealed class PowertoolsLogger(string category, IExternalScopeProvider? scopes) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= Logger.Settings.Level;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
            return;
        using var line = LogLine.Rent();
        line.Begin(Logger.Keys, Logger.Settings);
        scopes?.ForEachScope(static (scope, line) => line.Keys(scope), line);
        line.Keys(state);
        line.End(logLevel, Logger.Settings, category, formatter(state, exception), exception);
        Logger.Output.Write(line.Bytes);
    }
}
