using System.Collections.Concurrent;

namespace LambdaMcp.Local.Monitoring;

/// <summary>What is known of each function's invocations, and what it wrote: the latest of both.</summary>
internal sealed class ExecutionRecords
{
    private const int MostLines = 10_000;
    private const int MostExecutions = 100_000;

    private readonly ConcurrentDictionary<string, Function> _functions = new(StringComparer.Ordinal);

    public void Log(string function, string line) => Of(function).Log(line);

    public void Add(string function, Execution execution) => Of(function).Add(execution);

    /// <summary>Its invocations, in the order of their ends; none of a function that never ran.</summary>
    public IReadOnlyList<Execution> Executions(string function) => _functions.TryGetValue(function, out var known) ? known.Executions() : [];

    /// <summary>Its lines in their order; null when it never wrote any.</summary>
    public IReadOnlyList<LogEntry>? Lines(string function) => _functions.TryGetValue(function, out var known) ? known.Lines() : null;

    private Function Of(string name) => _functions.GetOrAdd(name, static _ => new Function());

    private sealed class Function
    {
        private readonly Queue<Execution> _executions = new();
        private readonly Queue<LogEntry> _lines = new();
        private long _written;

        public void Log(string line)
        {
            lock (_lines)
            {
                _lines.Enqueue(new LogEntry(_written++, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), line));
                if (_lines.Count > MostLines)
                    _lines.Dequeue();
            }
        }

        public void Add(Execution execution)
        {
            lock (_executions)
            {
                _executions.Enqueue(execution);
                if (_executions.Count > MostExecutions)
                    _executions.Dequeue();
            }
        }

        public IReadOnlyList<Execution> Executions()
        {
            lock (_executions)
                return [.. _executions];
        }

        public IReadOnlyList<LogEntry> Lines()
        {
            lock (_lines)
                return [.. _lines];
        }
    }
}
