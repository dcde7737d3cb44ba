using Amazon.Runtime.Credentials;
using LambdaMcp.Aws.Changes;
using LambdaMcp.Aws.Clients;
using LambdaMcp.Aws.Discovery;
using LambdaMcp.Aws.LargeAnswers;
using LambdaMcp.Aws.Limits;
using LambdaMcp.Aws.Mailboxes;
using LambdaMcp.Aws.Management;
using LambdaMcp.Aws.Registrations;
using LambdaMcp.Aws.Schemas;
using LambdaMcp.Aws.Sealing;
using LambdaMcp.Aws.Sessions;
using LambdaMcp.Aws.Slots;
using LambdaMcp.Aws.State;
using LambdaMcp.Aws.Streams;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Targets;
using LambdaMcp.Aws.Tasks;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Gateway.Calls.LargeAnswers;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Discovery.Tags;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Management.Monitoring;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.State;
using LambdaMcp.Protocol.Streams;
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
    /// Registers sessions, tasks, what instances share, and registrations on DynamoDB, functions and invocations on Lambda, schemas in EventBridge's
    /// registries, and secrets on Secrets Manager and Parameter Store. Nothing is
    /// opened before its first use; the clients are shared.
    /// </summary>
    public static IServiceCollection AddAwsBackends(this IServiceCollection services, AwsBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddAwsState(options);
        if (options.RegistrationTable is { } registrations)
        {
            services.TryAddSingleton<IRegistrationStore>(provider => new DynamoDbRegistrationStore(
                provider.GetRequiredService<AwsClients>().DynamoDb,
                registrations,
                Logger(provider, "LambdaMcp.Aws.Registrations.DynamoDbRegistrationStore")));
        }

        if (options.LargeAnswersBucket is { } bucket)
        {
            services.TryAddSingleton<IAnswerStore>(provider => new S3AnswerStore(
                bucket, static () => DefaultAWSCredentialsIdentityResolver.GetCredentials(), provider.GetRequiredService<AwsClients>().Http, Environment.GetEnvironmentVariable,
                Time(provider)));
        }

        services.TryAddSingleton<IFunctionDirectory>(
            static provider => new LambdaFunctionDirectory(provider.GetRequiredService<AwsClients>().Lambda));
        services.TryAddSingleton<ITagDirectory>(
            static provider => new TaggingApiDirectory(provider.GetRequiredService<AwsClients>().Tagging));
        services.TryAddSingleton<ISchemaRegistry>(
            static provider => new EventBridgeSchemaRegistry(provider.GetRequiredService<AwsClients>().Schemas));
        services.TryAddSingleton<IFunctionDetails>(
            static provider => new LambdaFunctionDetails(provider.GetRequiredService<AwsClients>().Lambda));
        services.TryAddSingleton<IExecutionMonitor>(static provider => new CloudWatchExecutionMonitor(
            provider.GetRequiredService<AwsClients>().CloudWatch, provider.GetRequiredService<AwsClients>().Logs));
        services.TryAddSingleton<ITargetInvoker>(
            static provider => new LambdaTargetInvoker(provider.GetRequiredService<AwsClients>().Lambda, Time(provider)));
        services.TryAddSingleton<IInvocationCheck>(
            static provider => new LambdaInvocationCheck(provider.GetRequiredService<AwsClients>().Lambda, Time(provider)));
        return services;
    }

    /// <summary>
    /// Registers sessions and what instances share, sealing keys and secrets alone, for a server that is no gateway: what reaches functions would only make its executable larger.
    /// </summary>
    public static IServiceCollection AddAwsState(this IServiceCollection services, AwsBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddAwsClients();
        if (options.SessionTable is { } sessions)
            services.AddSharedState(sessions);
        else
            services.AddStateInMemory();
        if (options.KeepsState)
            services.AddStateOfTools(isShared: options.SessionTable is not null);
        services.TryAddSingleton(provider => SealingKeys(provider, options));
        return services.AddAwsSecrets();
    }

    /// <summary>Registers <see cref="ISecretSource"/> alone, on Secrets Manager and Parameter Store, for an executable that needs no more.</summary>
    public static IServiceCollection AddAwsSecrets(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddAwsClients();
        services.TryAddSingleton<ISecretSource>(
            static provider => new LazySecrets(provider.GetRequiredService<AwsClients>()));
        return services;
    }

    private static void AddSharedState(this IServiceCollection services, string table)
    {
        services.TryAddSingleton(provider => new ExpiringItems(provider.GetRequiredService<AwsClients>().DynamoDb, table, Time(provider)));
        services.TryAddSingleton<ISessionStore>(
            provider => new DynamoDbSessionStore(provider.GetRequiredService<AwsClients>().DynamoDb, table, Time(provider)));
        services.TryAddSingleton<ITaskStore>(
            provider => new DynamoDbTaskStore(provider.GetRequiredService<AwsClients>().DynamoDb, table, Time(provider)));
        services.TryAddSingleton<IMailbox>(static provider => new DynamoDbMailbox(provider.GetRequiredService<ExpiringItems>()));
        services.TryAddSingleton<IEventLog>(static provider => new DynamoDbEventLog(provider.GetRequiredService<ExpiringItems>()));
        services.TryAddSingleton<INonceStore>(static provider => new DynamoDbNonceStore(provider.GetRequiredService<ExpiringItems>()));
        services.TryAddSingleton<IResourceUpdates>(static provider => new DynamoDbResourceUpdates(provider.GetRequiredService<ExpiringItems>()));
        services.TryAddSingleton<IListChanges>(static provider => new DynamoDbListChanges(provider.GetRequiredService<ExpiringItems>()));
        services.TryAddSingleton<IRateStore>(static provider => new DynamoDbRateStore(provider.GetRequiredService<ExpiringItems>()));
        services.TryAddSingleton<ISlotStore>(static provider => new DynamoDbSlotStore(
            provider.GetRequiredService<ExpiringItems>(), Logger(provider, "LambdaMcp.Aws.Slots.DynamoDbSlotStore")));
    }

    private static void AddStateOfTools(this IServiceCollection services, bool isShared) => services.TryAddSingleton<IStateStore>(
        provider => isShared ? new DynamoDbStateStore(provider.GetRequiredService<ExpiringItems>()) : new InMemoryStateStore(Time(provider)));

    private static void AddStateInMemory(this IServiceCollection services)
    {
        services.TryAddSingleton<ISessionStore>(static provider => new InMemorySessionStore(Time(provider)));
        services.TryAddSingleton<ITaskStore>(static provider => new InMemoryTaskStore(Time(provider)));
        services.TryAddSingleton<IMailbox>(static provider => new InMemoryMailbox(Time(provider)));
        services.TryAddSingleton<IEventLog>(static provider => new InMemoryEventLog(Time(provider)));
        services.TryAddSingleton<INonceStore>(static provider => new InMemoryNonceStore(Time(provider)));
        services.TryAddSingleton<IResourceUpdates>(static provider => new InMemoryResourceUpdates(Time(provider)));
    }

    private static ISealingKeys SealingKeys(IServiceProvider provider, AwsBackendOptions options)
    {
        var logger = Logger(provider, "LambdaMcp.Aws.Sealing.SealingKeys");
        if (options.SealingKeySecret is { } secret)
            return new SecretSealingKeys(provider.GetRequiredService<ISecretSource>(), secret, Time(provider), logger);
        if (options.SealingKeys is { } keys)
            return new FixedSealingKeys(keys);
        if (options.SessionTable is not null)
        {
            logger.LogWarning(
                "Sessions are shared but no sealing key is: what one instance hands to clients, no other takes back. "
                    + "Set MCP_SEALING_KEY_SECRET_ARN or MCP_SEALING_KEY.");
        }

        return new EphemeralSealingKeys();
    }

    private static void AddAwsClients(this IServiceCollection services) => services.TryAddSingleton(static _ => new AwsClients());

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Logger(IServiceProvider provider, string category) =>
        provider.GetService<ILoggerFactory>()?.CreateLogger(category) ?? NullLogger.Instance;
}
