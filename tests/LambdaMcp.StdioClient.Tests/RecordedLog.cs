using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioClient.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordedLog : ILogger<StdioServerClient>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _records = new();

    public IReadOnlyCollection<(LogLevel Level, string Text)> Records => _records;

    public string[] Texts => [.. _records.Select(record => record.Text)];

    /// <summary>Waits until a record is there.</summary>
    public async Task WaitForAsync(Func<string, bool> predicate)
    {
        for (var begun = Stopwatch.StartNew(); !Texts.Any(predicate); await Task.Delay(5, TestContext.Current.CancellationToken))
            Assert.InRange(begun.Elapsed.TotalSeconds, 0, 180);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _records.Enqueue((logLevel, formatter(state, exception)));
}
