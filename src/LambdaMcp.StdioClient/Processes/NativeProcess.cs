using System.Runtime.InteropServices;

namespace LambdaMcp.StdioClient.Processes;

/// <summary>What the system's C library does with processes, for which .NET has no call.</summary>
internal static partial class NativeProcess
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private const int SetDumpable = 4;
    private const int SetChildSubreaper = 36;
    private const int NoHang = 1;
    private const nuint BytesUnread = 0x541B;

    private static readonly Lazy<bool> Subreaper = new(static () => OperatingSystem.IsLinux() && Control(SetChildSubreaper, 1, 0, 0, 0) == 0);

    /// <summary>Makes what a descendant leaves behind a child of this process instead of the system's first one. False where the system cannot.</summary>
    public static bool AdoptsOrphans() => Subreaper.Value;

    /// <summary>Closes this process's variables and memory to other processes of its user. False where the system cannot.</summary>
    public static bool Hide() => OperatingSystem.IsLinux() && Control(SetDumpable, 0, 0, 0, 0) == 0;

    /// <summary>Sends a signal; false if there is no such process any more.</summary>
    public static bool Signal(int process, int signal) => SendSignal(process, signal) == 0;

    /// <summary>Takes the end of an adopted process off the system's books; false if it is not there.</summary>
    public static unsafe bool Reap(int process) => WaitFor(process, null, NoHang) == process;

    /// <summary>How many bytes lie in a pipe, on Linux; nothing where that cannot be told.</summary>
    public static unsafe int CountUnread(SafeHandle pipe)
    {
        int count;
        return Control(pipe, BytesUnread, &count) == 0 ? count : 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static unsafe partial int WaitFor(int process, int* status, int options);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static unsafe partial int Control(SafeHandle file, nuint request, int* value);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value, nuint third, nuint fourth, nuint fifth);
}
