using System.Diagnostics;
using EndToEnd.Fixture;

namespace EndToEnd.Clients;

/// <summary>Runs a script of js/ with node.</summary>
internal static class NodeScript
{
    public static async Task<string> RunAsync(string name, string input, params string[] arguments)
    {
        var modules = Require.NodeModules();
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LAMBDA_MCP_NODE_MODULES"] = modules;
        start.ArgumentList.Add(Repository.Path("tests", "EndToEnd", "js", name));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}:\n{await errors}\n{await output}");
        return await output;
    }
}
