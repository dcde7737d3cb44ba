using LambdaMcp.Aws.Clients;
using LambdaMcp.Aws.Secrets;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Sessions;
using Microsoft.Extensions.DependencyInjection;

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
        Assert.NotNull(services.GetRequiredService<IRegistrationStore>());
        Assert.NotNull(services.GetRequiredService<IFunctionDirectory>());
        Assert.NotNull(services.GetRequiredService<ITargetInvoker>());
        Assert.NotNull(services.GetRequiredService<ISecretSource>());
        Assert.False(services.GetRequiredService<AwsClients>().AnyMade);
    }

    [Fact]
    public void A_seam_that_the_application_filled_stays_as_it_is()
    {
        var own = new OwnSecrets();
        using var services = new ServiceCollection().AddSingleton<ISecretSource>(own).AddAwsSecrets().BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<ISecretSource>());
    }

    private sealed class OwnSecrets : ISecretSource
    {
        public Task<string> GetAsync(string arn, CancellationToken cancellationToken) => Task.FromResult("");
    }
}
