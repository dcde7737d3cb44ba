using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>Registers the logger.</summary>
public static class PowertoolsLoggingBuilderExtensions
{
    /// <summary>Writes the application's log as JSON lines to standard output, set up from the environment.</summary>
    public static ILoggingBuilder AddPowertoolsLogger(this ILoggingBuilder builder) => AddPowertoolsLogger(builder, static _ => { });

    /// <summary>Writes the application's log as JSON lines to standard output.</summary>
    public static ILoggingBuilder AddPowertoolsLogger(this ILoggingBuilder builder, Action<PowertoolsLoggerConfiguration> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var configuration = new PowertoolsLoggerConfiguration();
        configure(configuration);
        var settings = LogSettings.From(configuration, Environment.GetEnvironmentVariable);
        Logger.Configure(settings);
        // The factory must not hold back what a sampled invocation writes.
        builder.SetMinimumLevel(settings.LowestLevel);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, PowertoolsLoggerProvider>(
            static _ => new PowertoolsLoggerProvider()));
        return builder;
    }
}
