using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

/// <summary>What a test needs besides the .NET SDK. Where it is missing the test is skipped, or fails on a build server (CI=true).</summary>
internal static class Require
{
    public static async Task PythonAsync() => That(await Interpreter.Python.FindAsync() is not null, "python3 is not on the PATH");

    public static async Task NodeAsync() => That(await Interpreter.Node.FindAsync() is not null, "node is not on the PATH");

    public static void Shell() => That(File.Exists("/bin/bash") && OnPath("curl"), "bash or curl is missing");

    /// <summary>The folder node_modules that holds the package.</summary>
    public static string NodePackage(string name)
    {
        var modules = Environment.GetEnvironmentVariable("LAMBDA_MCP_NODE_MODULES");
        That(
            modules is not null && Directory.Exists(Path.Combine(modules, name)),
            $"LAMBDA_MCP_NODE_MODULES does not name a node_modules folder with {name}");
        return modules!;
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static void That(bool present, string reason)
    {
        if (present)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
