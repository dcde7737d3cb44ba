using System.ComponentModel;
using System.Diagnostics;

namespace Samples.Tests;

/// <summary>Programs that a user's machine may lack: their tests are skipped there, and fail where CI=true promises them.</summary>
internal static class Require
{
    public static void Program(string name)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            var reason = $"{name} is not on this machine.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(reason);
            Assert.Skip(reason);
        }
    }
}
