using System.Security.Cryptography;
using EndToEnd.Fixture;
using EndToEnd.SelfHosted;

namespace EndToEnd.Eras;

/// <summary>Two endpoint processes that share tables and keys and nothing else.</summary>
internal sealed class TwoProcesses : IAsyncDisposable
{
    private const string Token = "a-token-for-the-self-hosted-endpoint";

    private readonly EndpointProcess _first;
    private readonly EndpointProcess _second;

    private TwoProcesses(LocalDeployment stack, EndpointProcess first, EndpointProcess second)
    {
        (_first, _second) = (first, second);
        (Here, There) = (At(stack, first), At(stack, second));
    }

    public McpHttp Here { get; }

    public McpHttp There { get; }

    public static async Task<TwoProcesses> StartAsync(LocalDeployment stack)
    {
        var settings = new Dictionary<string, string>
        {
            ["MCP_AUTH_TOKEN"] = Token,
            ["MCP_SEALING_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["MCP_SESSIONS_TABLE"] = await Tables.SessionsAsync(stack),
            ["MCP_REGISTRATIONS_TABLE"] = await Tables.RegistrationsAsync(stack),
        };
        var first = await EndpointProcess.StartAsync(stack, settings);
        try
        {
            return new(stack, first, await EndpointProcess.StartAsync(stack, settings));
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Here.Dispose();
        There.Dispose();
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    private static McpHttp At(LocalDeployment stack, EndpointProcess endpoint) => new(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
}
