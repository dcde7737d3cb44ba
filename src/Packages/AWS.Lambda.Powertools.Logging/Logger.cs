using AWS.Lambda.Powertools.Logging.Internal;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>The process's logger, and the keys that every line carries until they are removed.</summary>
/// <remarks>
/// A function handles one invocation at a time, so the keys are the process's. The keys <c>FunctionRequestId</c>, <c>XrayTraceId</c>,
/// <c>CorrelationId</c>, <c>FunctionArn</c> and <c>ColdStart</c> describe the invocation; a new request id begins a new one, which
/// ends the cold start.
/// </remarks>
public static partial class Logger
{
    private static LogSettings? _settings;
    private static LogOutput? _output;
    private static PowertoolsLogger? _own;

    internal static LogSettings Settings =>
        _settings ??= LogSettings.From(new PowertoolsLoggerConfiguration(), Environment.GetEnvironmentVariable);

    internal static LogOutput Output => _output ??= new LogOutput(Console.OpenStandardOutput);

    internal static InvocationKeys Keys { get; } = new();

    private static PowertoolsLogger Own => _own ??= new PowertoolsLogger("AWS.Lambda.Powertools.Logging.Logger", scopes: null);

    /// <summary>Adds <paramref name="key"/> to every line from now on, or changes its value. Keys are written in snake case.</summary>
    /// <exception cref="ArgumentNullException">The key is empty, or the value is null.</exception>
    public static void AppendKey(string key, object value)
    {
        if (string.IsNullOrWhiteSpace(key))
            throw new ArgumentNullException(nameof(key));
        ArgumentNullException.ThrowIfNull(value);
        Keys.Set(SnakeCase.Of(key), value);
    }

    /// <summary>Adds keys to every line from now on.</summary>
    public static void AppendKeys(IEnumerable<KeyValuePair<string, object>> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var (key, value) in keys)
            AppendKey(key, value);
    }

    /// <summary>Adds keys to every line from now on.</summary>
    public static void AppendKeys(IEnumerable<KeyValuePair<string, string>> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var (key, value) in keys)
            AppendKey(key, value);
    }

    /// <summary>Leaves keys out from now on; a key that was not there is no error.</summary>
    public static void RemoveKeys(params string[]? keys)
    {
        foreach (var key in keys ?? [])
            Keys.Remove(SnakeCase.Of(key));
    }

    /// <summary>The keys that every line carries, as they are written.</summary>
    public static IEnumerable<KeyValuePair<string, object>> GetAllKeys() => Keys.Current;

    /// <summary>
    /// Draws anew whether lines from debug upwards are written; call it once for every invocation. The first call in a process draws
    /// nothing, because the level was drawn at its start.
    /// </summary>
    /// <returns>True when this invocation is sampled.</returns>
    public static bool RefreshSampleRateCalculation() => Settings.Resample();

    internal static void Configure(LogSettings settings, LogOutput? output = null)
    {
        _settings = settings;
        _output = output ?? _output;
    }
}
