using System.Text;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The log as text on standard error, where desktop clients keep it for people to read.</summary>
internal sealed class StandardErrorLog(LogLevel least) : ILoggerProvider
{
    private readonly LogLevel _least = least;
    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        // The stream is the process's and stays open.
    }

    private void Write(string line)
    {
        lock (_writing)
            Console.Error.WriteLine(line);
    }

    private sealed class Category(StandardErrorLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= log._least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var line = new StringBuilder()
                .Append(DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture))
                .Append(' ').Append(logLevel).Append(' ').Append(name).Append(": ").Append(formatter(state, exception));
            if (exception is not null)
                line.AppendLine().Append(exception);
            log.Write(line.ToString());
        }
    }
}
