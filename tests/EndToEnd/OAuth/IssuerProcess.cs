using System.Diagnostics;

namespace EndToEnd.OAuth;

/// <summary>An authorization server on a port of its own: oidc-provider, with one user who agrees to everything.</summary>
internal sealed class IssuerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _errors;

    private IssuerProcess(Process process, string url, Task errors) => (_process, Url, _errors) = (process, url, errors);

    public string Url { get; }

    /// <summary>Starts one; null where there is no Node, or not its package: the tests that need it say so.</summary>
    public static async Task<IssuerProcess?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("LAMBDA_MCP_NODE_MODULES") is not { Length: > 0 } packages || !Directory.Exists(Path.Combine(packages, "oidc-provider")))
            return null;
        var start = new ProcessStartInfo("node", [Repository.Path("tests", "EndToEnd", "js", "issuer.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        var errors = process.StandardError.ReadToEndAsync();
        var url = await process.StandardOutput.ReadLineAsync();
        return url is null ? throw new InvalidOperationException($"issuer.mjs did not start: {await errors}") : new(process, url, errors);
    }

    public async ValueTask DisposeAsync()
    {
        // It ends with its input.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }
}
