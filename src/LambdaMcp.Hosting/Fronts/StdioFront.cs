using System.Runtime.InteropServices;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Stdio;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// The endpoint on standard input and output, for a desktop client that starts it with its user's own AWS profile. Whoever starts the
/// process is the caller, so there is no token.
/// </summary>
internal static class StdioFront
{
    private const string NothingToServe =
        "There are no tools yet: set FUNCTION_PREFIX or FUNCTION_LIST to name functions, MCP_REGISTRATIONS_TABLE for a table of registered tools, or write some into the program.";

    public static async Task RunAsync(IServiceCollection services, EndpointSettings settings)
    {
        // Protocol alone goes to the output, whoever else may want to write there.
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        // One thread is always in a read that waits for the client, and one may be in a write.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + 2, ports);

        if (!settings.HasOwnCatalogs && !settings.HasSource && services.All(service => service.ServiceType != typeof(McpMethod)))
            await Console.Error.WriteLineAsync(NothingToServe);
        settings.Mcp.Explain = CallerCredentials.Explain;
        services.AddMcpStdio(settings.Mcp, new() { Principal = $"stdio:{Environment.UserName}", Scopes = settings.Front.Scopes });
        await using var provider = services.BuildServiceProvider();

        using var stopping = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        // Who brings catalogs of their own may have no use for AWS.
        var credentials = settings.HasOwnCatalogs ? Task.CompletedTask : CallerCredentials.CheckAsync(stopping.Token);
        await provider.GetRequiredService<StdioServer>().RunAsync(input, output, stopping.Token);
        await stopping.CancelAsync();
        await credentials;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
