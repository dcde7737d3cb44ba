using System.Diagnostics;

namespace Support;

/// <summary>Runs a program to its end, on input that a test gives.</summary>
internal static class Script
{
    /// <summary>Runs a script with node. The npm package is one that it imports by <c>tests/Support/js/imports.mjs</c>.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> NodeAsync(string path, string package, string[] arguments, string input = "")
    {
        Require.Program("node");
        var start = new ProcessStartInfo("node", [path, .. arguments]);
        start.Environment["LAMBDA_MCP_NODE_MODULES"] = Require.NodePackage(package);
        return RunAsync(start, input);
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start, string input)
    {
        var cancellation = TestContext.Current.CancellationToken;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
