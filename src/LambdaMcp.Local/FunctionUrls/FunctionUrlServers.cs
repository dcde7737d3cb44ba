using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.FunctionUrls;

/// <summary>Serves all function URLs, each on its port.</summary>
internal static class FunctionUrlServers
{
    /// <param name="functions">The functions, with and without URLs.</param>
    /// <param name="ports">The ports that their addresses have.</param>
    /// <param name="handler">Answers the requests to a function's URL.</param>
    /// <param name="started">Takes each server, to end it.</param>
    /// <returns>The addresses, by logical id, or by name where two stacks have the same.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> StartAsync(
        IEnumerable<FunctionDefinition> functions, FunctionUrlPorts ports, Func<FunctionDefinition, RequestDelegate> handler, Action<IAsyncDisposable> started)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var function in functions)
        {
            if (function.Url is not { Address: var address })
                continue;
            started(await LoopbackServer.StartAsync(ports.Find(address), handler(function)));
            if (!addresses.TryAdd(function.LogicalId, address))
                addresses[function.Name] = address;
        }
        return addresses;
    }
}
