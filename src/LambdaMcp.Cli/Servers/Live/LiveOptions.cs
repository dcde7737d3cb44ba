using System.CommandLine;

namespace LambdaMcp.Cli.Servers.Live;

/// <summary>The options of commands that start servers on this machine.</summary>
internal static class LiveOptions
{
    private static readonly Option<int> Timeout = new("--timeout") { Description = "How long a server may take to start, and each of its answers.", HelpName = "SECONDS", DefaultValueFactory = static _ => 60 };

    private static readonly Option<string?> Packages = new("--packages") { Description = "A folder that has the servers' packages, or a folder of each server's id that has them: nothing is installed then.", HelpName = "DIR" };

    public static void AddTo(Command command)
    {
        command.Add(Timeout);
        command.Add(Packages);
    }

    /// <exception cref="FailedException">It is no time.</exception>
    public static TimeSpan Limit(ParseResult parsed) => parsed.GetValue(Timeout) is >= 1 and <= 900 and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw FailedException.BadUsage("--timeout takes 1 to 900 seconds.");

    /// <exception cref="FailedException">There is no such folder.</exception>
    public static PackageCache Cache(ParseResult parsed, CliContext context) => parsed.GetValue(Packages) is { } folder && !Directory.Exists(folder)
        ? throw FailedException.BadUsage($"There is no folder '{folder}': --packages takes one that has the servers' packages.")
        : new(context, parsed.GetValue(Packages));
}
