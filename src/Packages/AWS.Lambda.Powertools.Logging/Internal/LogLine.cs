using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>
/// One line under construction. A thread keeps one and uses it again. Names are written once: what describes the invocation goes
/// first and wins over a key of the same name that comes later. The names that end every line are kept free for them.
/// </summary>
internal sealed class LogLine : IDisposable
{
    // A thread that once wrote a huge line does not keep its buffer.
    private const int LargestKept = 64 * 1024;

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "timestamp", "level", "service", "name", "message", "sampling_rate", "exception",
    };

    [ThreadStatic]
    private static LogLine? _kept;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    // The encoder leaves letters of all languages readable and escapes every control character and line separator.
    private LogLine() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

    public static LogLine Rent()
    {
        var line = _kept ?? new LogLine();
        // A formatter or a ToString that logs, too, must not write into this line.
        _kept = null;
        return line;
    }

    /// <summary>Gives the line back to its thread.</summary>
    public void Dispose()
    {
        if (_buffer.Capacity > LargestKept)
        {
            _json.Dispose();
            return;
        }

        _buffer.ResetWrittenCount();
        _json.Reset();
        _written.Clear();
        _kept = this;
    }

    public void Begin(InvocationKeys keys, LogSettings settings)
    {
        _json.WriteStartObject();
        foreach (var (name, value) in keys.Current)
            Key(name, value);
        if (settings.Function is not { } function)
            return;
        if (_written.Add("cold_start"))
            _json.WriteBoolean("cold_start", function.StartedOnDemand && keys.FirstInvocation);
        if (TraceId.Current is { } trace && _written.Add("xray_trace_id"))
            _json.WriteString("xray_trace_id", trace);
        if (_written.Add("function_name"))
            _json.WriteString("function_name", function.Name);
        if (_written.Add("function_version"))
            _json.WriteString("function_version", function.Version);
        if (_written.Add("function_memory_size"))
            _json.WriteNumber("function_memory_size", function.MemorySize);
    }

    /// <summary>Writes the keys of a scope or of a message's arguments; a state that has none adds nothing.</summary>
    public void Keys(object? state)
    {
        // By index where possible: a list's enumerator is an allocation.
        if (state is IReadOnlyList<KeyValuePair<string, object?>> list)
        {
            for (var at = 0; at < list.Count; at++)
                Key(list[at].Key, list[at].Value);
        }
        else if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var (name, value) in pairs)
                Key(name, value);
        }
        else if (state is IEnumerable<KeyValuePair<string, string>> texts)
        {
            foreach (var (name, value) in texts)
                Key(name, value);
        }
    }

    public void End(LogLevel level, LogSettings settings, string category, string message, Exception? exception)
    {
        _json.WriteString("timestamp", DateTime.UtcNow);
        _json.WriteString("level", Name(level));
        _json.WriteString("service", settings.Service);
        _json.WriteString("name", category);
        _json.WriteString("message", message);
        if (settings.SamplingRate > 0)
            _json.WriteNumber("sampling_rate", settings.SamplingRate);
        if (exception is not null)
        {
            _json.WritePropertyName("exception");
            LogValue.Write(_json, exception);
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => nameof(LogLevel.Trace),
        LogLevel.Debug => nameof(LogLevel.Debug),
        LogLevel.Information => nameof(LogLevel.Information),
        LogLevel.Warning => nameof(LogLevel.Warning),
        LogLevel.Error => nameof(LogLevel.Error),
        _ => nameof(LogLevel.Critical),
    };

    private void Key(string name, object? value)
    {
        // "{OriginalFormat}" is the template itself.
        if (string.IsNullOrWhiteSpace(name) || name[0] == '{')
            return;
        var key = SnakeCase.Of(name);
        if (Reserved.Contains(key) || !_written.Add(key))
            return;
        _json.WritePropertyName(key);
        LogValue.Write(_json, value);
    }
}
