using System.Diagnostics;

namespace Support;

/// <summary>Programs that heed SIGINT, whoever runs the tests: what a shell runs in its background ignores it, and so does all that it starts.</summary>
internal static class Interruptible
{
    /// <summary>Has a program started with the signal's usual effect, where the system has the means (coreutils).</summary>
    public static ProcessStartInfo Of(ProcessStartInfo start)
    {
        if (!OperatingSystem.IsLinux())
            return start;
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.ArgumentList.Insert(1, start.FileName);
        start.FileName = "env";
        return start;
    }
}
