using System.Runtime.InteropServices;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.Client;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The function's side of the Lambda Runtime API: takes one event after another, hands it to the handler, answers.</summary>
/// <remarks>
/// The loop has a thread of its own and waits there in plain blocking calls: on the way to the first answer neither the thread pool
/// nor the socket engine has to start, and nothing of the handler's work waits behind them.
/// </remarks>
public class LambdaBootstrap : IDisposable
{
    private readonly InvocationHandler _handler;
    private readonly LambdaBootstrapOptions _options;
    private readonly LambdaBootstrapInitializer? _initializer;
    private RuntimeApiClient? _client;

    internal LambdaBootstrap(InvocationHandler handler, LambdaBootstrapOptions options, LambdaBootstrapInitializer? initializer = null)
    {
        _handler = handler;
        _options = options;
        _initializer = initializer;
    }

    /// <summary>Serves events until the token, or SIGTERM, says to stop; an invocation that runs is finished first.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">No Runtime API is named.</exception>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with a server error.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _client?.Stop();
        });
        await ServeAsync(cancellationToken);
    }

    /// <summary>As <see cref="RunAsync"/>, for a host that handles signals itself.</summary>
    internal async Task ServeAsync(CancellationToken cancellationToken)
    {
        using RuntimeApiClient client = new(RuntimeApiEndpoint.From(_options.RuntimeApiEndpoint));
        _client = client;
        using CancellationTokenRegistration stop = cancellationToken.Register(client.Stop);
        if (_initializer is null || await InitializeAsync(_initializer, client))
            await new InvocationLoop(client, _handler).RunAsync();
    }

    private static async Task<bool> InitializeAsync(LambdaBootstrapInitializer initializer, RuntimeApiClient client)
    {
        try
        {
            return await initializer();
        }
        catch (Exception error)
        {
            FunctionLog.Write(error, requestId: null);
            client.ReportInitializationError(error);
            throw;
        }
    }

    /// <summary>Frees what the bootstrap holds.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the bootstrap holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => _client?.Stop();
}
