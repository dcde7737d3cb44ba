#if OFFICIAL_PACKAGES
using Amazon.Lambda.Serialization.SystemTextJson;
#else
using Amazon.Lambda.AspNetCoreServer.Hosting;
#endif
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>How the pipeline gets its requests from Lambda.</summary>
internal static partial class LambdaFront
{
#if OFFICIAL_PACKAGES
    // AWS's package needs a host around the pipeline.
    private static async Task ServeAsync(RequestDelegate pipeline, FrontSettings front)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        if (front.EventSource == LambdaEventSource.RestApi)
            builder.Services.AddAWSLambdaHosting(front.EventSource, new SourceGeneratorLambdaJsonSerializer<RestApiEventJson>(), options => Configure(options, front));
        else
            builder.Services.AddAWSLambdaHosting(front.EventSource, new SourceGeneratorLambdaJsonSerializer<HttpApiEventJson>(), options => Configure(options, front));
        await using var app = builder.Build();
        app.Run(pipeline);
        await app.RunAsync();
    }
#else
    // Without a host a cold start takes half the time.
    private static Task ServeAsync(RequestDelegate pipeline, FrontSettings front)
    {
        var options = new HostingOptions();
        Configure(options, front);
        return LambdaRequestPipeline.RunAsync(pipeline, options);
    }
#endif
}
