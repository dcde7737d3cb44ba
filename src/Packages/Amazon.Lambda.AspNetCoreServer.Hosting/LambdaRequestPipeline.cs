using Amazon.Lambda.AspNetCoreServer.Hosting.Server;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Serves a request pipeline on Lambda without a host: no configuration, no hosted services, no host lifetime.</summary>
/// <remarks>
/// A cold start pays for every page of code it touches, and a host touches more of them than everything else here together.
/// AWS's package has no such member: there, build a <c>WebApplication</c> with <c>AddAWSLambdaHosting</c> and run the same delegate in it.
/// </remarks>
public static class LambdaRequestPipeline
{
    /// <summary>Serves until the token, or SIGTERM, says to stop.</summary>
    /// <param name="pipeline">Answers a request; for middleware, the delegate that an <c>ApplicationBuilder</c> builds.</param>
    /// <param name="options">How requests come in and answers go out.</param>
    /// <param name="services">Where <c>HttpContext.RequestServices</c> takes its scopes; null where the pipeline asks for no services.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The process was not started by Lambda.</exception>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with a server error.</exception>
    public static async Task RunAsync(
        RequestDelegate pipeline, HostingOptions options, IServiceProvider? services = null, CancellationToken cancellationToken = default)
    {
        HttpInvocations<HttpContext> invocations = new(new PipelineApplication(pipeline, services), options);
        using LambdaBootstrap bootstrap = new(invocations.HandleAsync, new());
        await bootstrap.RunAsync(cancellationToken);
    }

    /// <summary>
    /// Serves a function whose events are not all HTTP requests: a handler sees each one first, and the pipeline gets what that leaves.
    /// </summary>
    /// <param name="first">Takes an event and its context, as a handler of streams does, and answers; null: it is an HTTP request.</param>
    /// <param name="pipeline">Builds the pipeline; called at the first HTTP request.</param>
    /// <param name="options">How requests come in and answers go out.</param>
    /// <param name="services">Where <c>HttpContext.RequestServices</c> takes its scopes; null where the pipeline asks for no services.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The process was not started by Lambda.</exception>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with a server error.</exception>
    public static async Task RunAsync(
        Func<Stream, ILambdaContext, Task<Stream?>> first,
        Func<RequestDelegate> pipeline,
        HostingOptions options,
        IServiceProvider? services = null,
        CancellationToken cancellationToken = default)
    {
        using LambdaBootstrap bootstrap = new(new MixedInvocations(first, pipeline, options, services).HandleAsync, new());
        await bootstrap.RunAsync(cancellationToken);
    }
}
