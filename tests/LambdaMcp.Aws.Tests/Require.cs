namespace LambdaMcp.Aws.Tests;

/// <summary>What a test needs beside the .NET SDK. Without it the test is skipped; on a build server that is a failure.</summary>
internal static class Require
{
    public static T Present<T>(T? needed, string reason)
        where T : class
    {
        if (needed is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"Nothing may be skipped here: {reason}");
            Assert.Skip(reason);
        }

        return needed;
    }
}
