using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Server;

/// <summary>ASP.NET Core's server on Lambda: no port, one invocation after another.</summary>
internal sealed class LambdaServer(HostingOptions options, IHostApplicationLifetime lifetime) : IServer
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _serving = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        LambdaBootstrap bootstrap = new(new HttpInvocations<TContext>(application, options).HandleAsync, new());
        _serving = ServeAsync(bootstrap);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _serving.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task ServeAsync(LambdaBootstrap bootstrap)
    {
        try
        {
            await bootstrap.ServeAsync(_stopping.Token);
        }
        catch (IOException broken)
        {
            // Without the Runtime API there is nothing left to serve; Lambda starts another process.
            FunctionLog.Write(broken, requestId: null);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}
