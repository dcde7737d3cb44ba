#if OFFICIAL_PACKAGES
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Amazon.Lambda.AspNetCoreServer.Internal;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
#endif
using Amazon.Lambda.AspNetCoreServer.Hosting;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>How a program's own handler, and the pipeline behind it, get their invocations from Lambda. The pipeline is built at the first HTTP request.</summary>
internal static partial class LambdaFront
{
#if OFFICIAL_PACKAGES
    // AWS's servers run loops of their own, so the loop is ours and one of AWS's functions is called for each HTTP request.
    private static async Task ServeAsync(FirstLook first, Func<RequestDelegate> pipeline, FrontSettings front)
    {
        WebApplication? app = null;
        Func<Stream, ILambdaContext, Task<Stream>>? requests = null;
        using var bootstrap = LambdaBootstrapBuilder.Create(HandleAsync).Build();
        await bootstrap.RunAsync();
        if (app is not null)
            await app.DisposeAsync();

        async Task<Stream> HandleAsync(Stream payload, ILambdaContext context)
        {
            if (await first.HandleAsync(payload, context) is { } answer)
                return answer;
            if (requests is null)
            {
                app = await StartAsync(pipeline(), front);
                requests = Requests(app.Services, front);
            }

            // The handler read it.
            payload.Position = 0;
            return await requests(payload, context);
        }
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate pipeline, FrontSettings front)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var options = new HostingOptions();
        Configure(options, front);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IServer>(new LambdaServer());
        var app = builder.Build();
        app.Run(pipeline);
        await app.StartAsync();
        return app;
    }

#pragma warning disable CA2252 // AWS's package calls response streaming a preview.
    private static Func<Stream, ILambdaContext, Task<Stream>> Requests(IServiceProvider services, FrontSettings front) =>
        front.EventSource == LambdaEventSource.RestApi
            ? Typed<APIGatewayProxyRequest, APIGatewayProxyResponse>(
                new APIGatewayRestApiLambdaRuntimeSupportServer.APIGatewayRestApiMinimalApi(services) { EnableResponseStreaming = front.StreamsResponses }.FunctionHandlerAsync,
                new SourceGeneratorLambdaJsonSerializer<RestApiEventJson>())
            : Typed<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
                new APIGatewayHttpApiV2LambdaRuntimeSupportServer.APIGatewayHttpApiV2MinimalApi(services) { EnableResponseStreaming = front.StreamsResponses }.FunctionHandlerAsync,
                new SourceGeneratorLambdaJsonSerializer<HttpApiEventJson>());
#pragma warning restore CA2252

    private static Func<Stream, ILambdaContext, Task<Stream>> Typed<TRequest, TResponse>(Func<TRequest, ILambdaContext, Task<TResponse>> function, ILambdaSerializer serializer)
        where TResponse : class => async (payload, context) =>
    {
        if (await function(serializer.Deserialize<TRequest>(payload), context) is not { } response)
            return Stream.Null;
        var answer = new MemoryStream();
        serializer.Serialize(response, answer);
        answer.Position = 0;
        return answer;
    };
#else
    private static Task ServeAsync(FirstLook first, Func<RequestDelegate> pipeline, FrontSettings front)
    {
        var options = new HostingOptions();
        Configure(options, front);
        return LambdaRequestPipeline.RunAsync(first.HandleAsync, pipeline, options);
    }
#endif
}
