using System.Diagnostics;

namespace EndToEnd.Fixture;

/// <summary>Skips a test where what it needs is missing, and says so; where CI is set, a missing need is a failure.</summary>
internal static class Require
{
    /// <summary>The folder with the npm packages that the tests' scripts import.</summary>
    public static string NodeModules()
    {
        var folder = Environment.GetEnvironmentVariable("LAMBDA_MCP_NODE_MODULES");
        Unless(Directory.Exists(folder), "LAMBDA_MCP_NODE_MODULES does not name a folder with the npm packages of tests/package.json.");
        Program("node");
        return folder!;
    }

    public static void Program(string name) => Unless(IsInstalled(name), $"{name} is not installed.");

    private static void Unless(bool met, string reason)
    {
        if (met)
            return;
        Assert.True(Environment.GetEnvironmentVariable("CI") != "true", reason);
        Assert.Skip(reason);
    }

    private static bool IsInstalled(string name)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
