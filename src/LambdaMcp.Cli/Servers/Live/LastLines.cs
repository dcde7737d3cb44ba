using Microsoft.Extensions.Logging;

namespace LambdaMcp.Cli.Servers.Live;

/// <summary>The last that a server wrote to standard error, for when it fails.</summary>
internal sealed class LastLines<TCategory> : ILogger<TCategory>
{
    private const int Most = 10;

    private readonly Queue<string> _lines = new();

    /// <summary>The lines, the oldest first.</summary>
    public IReadOnlyList<string> Read()
    {
        lock (_lines)
            return [.. _lines];
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        lock (_lines)
        {
            _lines.Enqueue(formatter(state, exception));
            if (_lines.Count > Most)
                _lines.Dequeue();
        }
    }
}
