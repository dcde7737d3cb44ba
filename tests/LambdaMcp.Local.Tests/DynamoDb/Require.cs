namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>What a test needs besides the .NET SDK: without it the test is skipped, and on a CI server it fails.</summary>
internal static class Require
{
    /// <summary>A folder or file that an environment variable names.</summary>
    public static string FromEnvironment(string variable, string relativePath, string purpose)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(folder))
            Missing($"{variable} is not set: {purpose}");
        else if (!Path.Exists(Path.Combine(folder, relativePath)))
            Missing($"{variable} names {folder}, which has no {relativePath}: {purpose}");
        return Path.Combine(folder!, relativePath);
    }

    /// <summary>A program on the PATH.</summary>
    public static string Program(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
            .FirstOrDefault(File.Exists);
        if (found is null)
            Missing($"{name} is not on the PATH");
        return found!;
    }

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
