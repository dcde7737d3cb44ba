using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Invocations;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Server;

/// <summary>Invocations that are not all HTTP requests.</summary>
/// <param name="first">Answers an event; null: it is an HTTP request.</param>
/// <param name="pipeline">Builds the pipeline; called at the first HTTP request.</param>
/// <param name="options">How requests come in and answers go out.</param>
/// <param name="services">Where requests take their services; null for none.</param>
internal sealed class MixedInvocations(
    Func<Stream, ILambdaContext, Task<Stream?>> first, Func<RequestDelegate> pipeline, HostingOptions options, IServiceProvider? services)
{
    private HttpInvocations<HttpContext>? _requests;

    public async Task<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation) =>
        await first(invocation.OpenPayload(), invocation.Context) is { } answer
            ? await StreamHandlers.ReadAsync(answer)
            : await (_requests ??= new(new PipelineApplication(pipeline(), services), options)).HandleAsync(invocation);
}
