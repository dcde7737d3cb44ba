using LambdaMcp.Aws.Clients;
using LambdaMcp.Aws.Discovery;
using LambdaMcp.Aws.Registrations;
using LambdaMcp.Aws.Secrets;
using LambdaMcp.Aws.Sessions;
using LambdaMcp.Aws.Targets;
using LambdaMcp.Aws.Tasks;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Aws;

/// <summary>Puts AWS behind the product's seams.</summary>
public static class AwsBackendServices
{
    /// <summary>
    /// Registers sessions, tasks and registrations on DynamoDB, functions and invocations on Lambda, and secrets on Secrets Manager. Nothing is
    /// opened before its first use; the clients are shared.
    /// </summary>
    public static IServiceCollection AddAwsBackends(this IServiceCollection services, AwsBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddAwsClients();
        services.TryAddSingleton<ISessionStore>(provider => options.SessionTable is { } table
            ? new DynamoDbSessionStore(provider.GetRequiredService<AwsClients>().DynamoDb, table, Time(provider))
            : new InMemorySessionStore(Time(provider)));
        services.TryAddSingleton<ITaskStore>(provider => options.SessionTable is { } table
            ? new DynamoDbTaskStore(provider.GetRequiredService<AwsClients>().DynamoDb, table, Time(provider))
            : new InMemoryTaskStore(Time(provider)));
        if (options.RegistrationTable is { } registrations)
        {
            services.TryAddSingleton<IRegistrationStore>(provider => new DynamoDbRegistrationStore(
                provider.GetRequiredService<AwsClients>().DynamoDb,
                registrations,
                Logger(provider, "LambdaMcp.Aws.Registrations.DynamoDbRegistrationStore")));
        }

        services.TryAddSingleton<IFunctionDirectory>(
            static provider => new LambdaFunctionDirectory(provider.GetRequiredService<AwsClients>().Lambda));
        services.TryAddSingleton<ITargetInvoker>(
            static provider => new LambdaTargetInvoker(provider.GetRequiredService<AwsClients>().Lambda, Time(provider)));
        return services.AddAwsSecrets();
    }

    /// <summary>Registers <see cref="ISecretSource"/> on Secrets Manager alone, for an executable that needs no more.</summary>
    public static IServiceCollection AddAwsSecrets(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddAwsClients();
        services.TryAddSingleton<ISecretSource>(
            static provider => new SecretsManagerSecretSource(provider.GetRequiredService<AwsClients>().SecretsManager));
        return services;
    }

    private static void AddAwsClients(this IServiceCollection services) => services.TryAddSingleton(static _ => new AwsClients());

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Logger(IServiceProvider provider, string category) =>
        provider.GetService<ILoggerFactory>()?.CreateLogger(category) ?? NullLogger.Instance;
}
