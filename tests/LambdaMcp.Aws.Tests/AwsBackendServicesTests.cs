using LambdaMcp.Aws.Changes;
using LambdaMcp.Aws.Clients;
using LambdaMcp.Aws.Mailboxes;
using LambdaMcp.Aws.Sealing;
using LambdaMcp.Aws.Streams;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Aws.Tests;

public sealed class AwsBackendServicesTests
{
    [Fact]
    public void Every_seam_is_there_and_nothing_is_opened()
    {
        using var services = new ServiceCollection()
            .AddAwsBackends(new AwsBackendOptions { SessionTable = "sessions", RegistrationTable = "registrations" })
            .BuildServiceProvider();

        // No region, no credentials, no network: a client that was made here would say so.
        Assert.NotNull(services.GetRequiredService<ISessionStore>());
        Assert.IsType<DynamoDbMailbox>(services.GetRequiredService<IMailbox>());
        Assert.IsType<DynamoDbEventLog>(services.GetRequiredService<IEventLog>());
        Assert.IsType<DynamoDbNonceStore>(services.GetRequiredService<INonceStore>());
        Assert.IsType<DynamoDbResourceUpdates>(services.GetRequiredService<IResourceUpdates>());
        Assert.NotNull(services.GetRequiredService<IRegistrationStore>());
        Assert.NotNull(services.GetRequiredService<IFunctionDirectory>());
        Assert.NotNull(services.GetRequiredService<ITargetInvoker>());
        Assert.NotNull(services.GetRequiredService<ISecretSource>());
        Assert.False(services.GetRequiredService<AwsClients>().AnyMade);
    }

    [Fact]
    public void Without_a_table_everything_is_in_memory()
    {
        using var services = new ServiceCollection().AddAwsBackends(new AwsBackendOptions()).BuildServiceProvider();

        Assert.IsType<InMemorySessionStore>(services.GetRequiredService<ISessionStore>());
        Assert.IsType<InMemoryMailbox>(services.GetRequiredService<IMailbox>());
        Assert.IsType<InMemoryEventLog>(services.GetRequiredService<IEventLog>());
        Assert.IsType<InMemoryNonceStore>(services.GetRequiredService<INonceStore>());
        Assert.IsType<InMemoryResourceUpdates>(services.GetRequiredService<IResourceUpdates>());
    }

    [Theory]
    [InlineData(null, null, "table", typeof(EphemeralSealingKeys), true)]
    [InlineData(null, null, null, typeof(EphemeralSealingKeys), false)]
    [InlineData(null, "a key of enough characters", "table", typeof(FixedSealingKeys), false)]
    [InlineData("arn", "a key of enough characters", "table", typeof(SecretSealingKeys), false)]
    public void The_sealing_keys_are_the_secrets_or_the_settings_or_the_process_own(string? secret, string? key, string? table, Type expected, bool warned)
    {
        var log = new LogLines();
        using var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(new OneLogger(log))
            .AddAwsBackends(new AwsBackendOptions
            {
                SessionTable = table,
                SealingKeySecret = secret,
                SealingKeys = key is null ? null : SealingKeyText.Parse(key),
            })
            .BuildServiceProvider();

        Assert.IsType(expected, services.GetRequiredService<ISealingKeys>());
        Assert.Equal(warned, log.Text.Contains("Warning", StringComparison.Ordinal));
        Assert.Equal(warned, log.Text.Contains("MCP_SEALING_KEY_SECRET_ARN", StringComparison.Ordinal));
    }

    [Fact]
    public void A_seam_that_the_application_filled_stays_as_it_is()
    {
        var own = new OwnSecrets();
        using var services = new ServiceCollection().AddSingleton<ISecretSource>(own).AddAwsSecrets().BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<ISecretSource>());
    }

    private sealed class OneLogger(ILogger logger) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private sealed class OwnSecrets : ISecretSource
    {
        public Task<string> GetAsync(string arn, CancellationToken cancellationToken) => Task.FromResult("");
    }
}
