using ExampleServer.Searching;
using LambdaMcp.AwsCalls.Buckets;
using LambdaMcp.AwsCalls.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace ExampleServer;

/// <summary>What the tools' constructors ask for.</summary>
internal static class ExampleServices
{
    public static IServiceCollection AddExamples(this IServiceCollection services) => services
        .AddSingleton(static _ => new S3Buckets())
        .AddSingleton(static provider => new SearchApi(SearchSettings.Read(Environment.GetEnvironmentVariable), provider.GetRequiredService<ISecretSource>()));
}
