using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Server;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Hosting;

/// <summary>A function that serves a fake Runtime API until it is disposed.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private RunningFunction(FakeRuntimeApi api, LambdaBootstrap bootstrap)
    {
        Api = api;
        Running = bootstrap.RunAsync(_stop.Token);
    }

    public FakeRuntimeApi Api { get; }

    /// <summary>Ends when the function does.</summary>
    public Task Running { get; }

    public static async Task<RunningFunction> StartAsync(Func<LambdaBootstrapBuilder> create, Action<FakeRuntimeApi>? configure = null)
    {
        FakeRuntimeApi api = await FakeRuntimeApi.StartAsync();
        configure?.Invoke(api);
        return new RunningFunction(api, create().ConfigureOptions(options => options.RuntimeApiEndpoint = api.Endpoint).Build());
    }

    /// <summary>A request pipeline.</summary>
    public static async Task<RunningFunction> StartAsync(RequestDelegate pipeline, HostingOptions? options = null, IServiceProvider? services = null)
    {
        FakeRuntimeApi api = await FakeRuntimeApi.StartAsync();
        HttpInvocations<HttpContext> invocations = new(new PipelineApplication(pipeline, services), options ?? new HostingOptions());
        return new RunningFunction(api, new LambdaBootstrap(invocations.HandleAsync, new LambdaBootstrapOptions { RuntimeApiEndpoint = api.Endpoint }));
    }

    /// <summary>A handler, and the pipeline behind it.</summary>
    public static async Task<RunningFunction> StartAsync(MixedInvocations invocations)
    {
        FakeRuntimeApi api = await FakeRuntimeApi.StartAsync();
        return new RunningFunction(api, new LambdaBootstrap(invocations.HandleAsync, new LambdaBootstrapOptions { RuntimeApiEndpoint = api.Endpoint }));
    }

    public static Task<RunningFunction> StartStreamingAsync(RequestDelegate pipeline) =>
        StartAsync(pipeline, new HostingOptions { EnableResponseStreaming = true });

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await Running.WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (IOException)
        {
            // A test that breaks the Runtime API looks at the task itself.
        }

        await Api.DisposeAsync();
        _stop.Dispose();
    }
}
