using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>How the logger writes. What is not set here comes from the environment.</summary>
public class PowertoolsLoggerConfiguration
{
    /// <summary>The <c>service</c> of every line; null takes <c>POWERTOOLS_SERVICE_NAME</c>, else <c>service_undefined</c>.</summary>
    public string? Service { get; set; }

    /// <summary>
    /// Lines below this level are not written. <see cref="LogLevel.None"/> takes <c>POWERTOOLS_LOG_LEVEL</c>, else
    /// <c>AWS_LAMBDA_LOG_LEVEL</c>, else <c>LOG_LEVEL</c>, else <see cref="LogLevel.Information"/>. Lambda itself drops what is below
    /// <c>AWS_LAMBDA_LOG_LEVEL</c>, so nothing below that is written either.
    /// </summary>
    public LogLevel MinimumLogLevel { get; set; } = LogLevel.None;

    /// <summary>The share of invocations (0 to 1) that are logged from debug upwards; 0 takes <c>POWERTOOLS_LOGGER_SAMPLE_RATE</c>.</summary>
    public double SamplingRate { get; set; }
}
