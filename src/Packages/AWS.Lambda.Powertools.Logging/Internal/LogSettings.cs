using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>What the configuration and the environment come to.</summary>
internal sealed class LogSettings
{
    private readonly Func<double> _draw;
    private readonly LogLevel _level;
    private readonly LogLevel _floor;
    private bool _drawnBefore;

    private LogSettings(string service, LogLevel level, LogLevel floor, double samplingRate, FunctionFacts? function, Func<double> draw)
    {
        Service = service;
        SamplingRate = samplingRate;
        Function = function;
        _draw = draw;
        _level = level;
        _floor = floor;
        Draw();
    }

    public string Service { get; }

    public double SamplingRate { get; }

    /// <summary>The function that this process runs, or null when it does not run on Lambda.</summary>
    public FunctionFacts? Function { get; }

    /// <summary>The level from which lines are written in this invocation.</summary>
    public LogLevel Level { get; private set; }

    /// <summary>The lowest level that any invocation may write.</summary>
    public LogLevel LowestLevel => SamplingRate > 0 ? Sampled : _level;

    private LogLevel Sampled => Min(_level, Max(LogLevel.Debug, _floor));

    public static LogSettings From(
        PowertoolsLoggerConfiguration configuration, Func<string, string?> environment, Func<double>? draw = null)
    {
        var floor = Named(environment("AWS_LAMBDA_LOG_LEVEL")) ?? LogLevel.Trace;
        var level = configuration.MinimumLogLevel != LogLevel.None
            ? configuration.MinimumLogLevel
            : Named(environment("POWERTOOLS_LOG_LEVEL"))
                ?? Named(environment("AWS_LAMBDA_LOG_LEVEL"))
                ?? Named(environment("LOG_LEVEL"))
                ?? LogLevel.Information;
        var service = configuration.Service ?? environment("POWERTOOLS_SERVICE_NAME");
        return new LogSettings(
            string.IsNullOrEmpty(service) ? "service_undefined" : service,
            Max(level, floor),
            floor,
            Rate(configuration.SamplingRate, environment("POWERTOOLS_LOGGER_SAMPLE_RATE")),
            FunctionFacts.From(environment),
            draw ?? Random.Shared.NextDouble);
    }

    public bool Resample()
    {
        if (SamplingRate <= 0)
            return false;
        if (!_drawnBefore)
        {
            _drawnBefore = true;
            return Level != _level;
        }

        return Draw();
    }

    private static LogLevel? Named(string? name) => name?.Trim().ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };

    // A rate outside 0 to 1 is ignored, as Powertools does.
    private static double Rate(double configured, string? environment)
    {
        var rate = configured > 0 ? configured
            : double.TryParse(environment, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return rate is >= 0 and <= 1 ? rate : 0;
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;

    private static LogLevel Min(LogLevel one, LogLevel other) => one < other ? one : other;

    private bool Draw()
    {
        var sampled = SamplingRate > 0 && _draw() <= SamplingRate;
        Level = sampled ? Sampled : _level;
        return sampled;
    }
}
