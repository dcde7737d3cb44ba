using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Support;

/// <summary>What a test needs besides the .NET SDK: without it the test is skipped, and where CI=true promises everything it fails.</summary>
internal static class Require
{
    private static readonly ConcurrentDictionary<string, bool> Programs = new();

    /// <summary>A program, on the PATH unless the name is a path. It is run, for what is found may be a version manager's shim of nothing.</summary>
    public static void Program(string name) => That(Programs.GetOrAdd(name, Runs), $"{name} is not installed.");

    /// <summary>The folder that an environment variable names, if it has that content.</summary>
    public static string Folder(string variable, string content, string purpose)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        That(!string.IsNullOrEmpty(folder), $"{variable} is not set: {purpose}.");
        That(Path.Exists(Path.Combine(folder, content)), $"{variable} names {folder}, which has no {content}: {purpose}.");
        return folder;
    }

    /// <summary>The folder node_modules, if it has that package.</summary>
    public static string NodePackage(string name) =>
        Folder("LAMBDA_MCP_NODE_MODULES", name, "it is the node_modules folder with the npm packages of tests/package.json");

    /// <summary>Whatever else a test needs.</summary>
    public static void That([DoesNotReturnIf(false)] bool present, string reason)
    {
        if (present)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static bool Runs(string program)
    {
        try
        {
            var start = new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
