using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Server;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Serves an ASP.NET Core application on Lambda.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>On Lambda, takes requests from its Runtime API instead of a port; elsewhere does nothing, so that Kestrel serves.</summary>
    /// <remarks>
    /// Events of both kinds are understood whichever is named, because they tell themselves apart; AWS's package takes only the one that is named.
    /// The serializer is for AWS's package as well: this one reads events without it.
    /// </remarks>
    /// <typeparam name="T">The serializer's context.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="eventSource">The front door.</param>
    /// <param name="serializer">Knows the types of the front door's event and answer.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAWSLambdaHosting<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services,
        LambdaEventSource eventSource,
        SourceGeneratorLambdaJsonSerializer<T> serializer,
        Action<HostingOptions>? configure = null)
        where T : JsonSerializerContext
    {
        ArgumentNullException.ThrowIfNull(serializer);
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
            return services;
        HostingOptions options = new();
        configure?.Invoke(options);
        services.TryAddSingleton(options);
        services.Replace(ServiceDescriptor.Singleton<IServer, LambdaServer>());
        return services;
    }
}
