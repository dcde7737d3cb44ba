namespace LambdaMcp.Gateway.Tests.Validation;

/// <summary>What a test needs besides the .NET SDK: without it the test is skipped, or fails where CI=true promises that all is there.</summary>
internal static class Require
{
    public static string Folder(string variable, string whatFor)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(folder))
        {
            Assert.True(Directory.Exists(folder), $"{variable} names the folder {folder}, which does not exist.");
            return folder;
        }

        var reason = $"{variable} is not set: {whatFor}.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
        return "";
    }
}
