using System.Globalization;

namespace FaultyServer;

/// <summary>What the server does from its start on.</summary>
internal sealed record Arguments
{
    /// <summary>Ends at once with this code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Reads nothing until there is a file of that path.</summary>
    public string? StartsWhen { get; init; }

    /// <summary>Ends neither by SIGTERM nor when its input ends.</summary>
    public bool IgnoresSigterm { get; init; }

    /// <summary>A file that gets a line, its process's number, at each start.</summary>
    public string? Starts { get; init; }

    /// <summary>How many of the starts end at once.</summary>
    public int FailingStarts { get; init; }

    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--exit" => arguments with { ExitCode = Number(args[++i]) },
                "--starts-when" => arguments with { StartsWhen = args[++i] },
                "--ignore-sigterm" => arguments with { IgnoresSigterm = true },
                "--starts" => arguments with { Starts = args[++i] },
                "--failing-starts" => arguments with { FailingStarts = Number(args[++i]) },
                _ => throw new ArgumentException(args[i]),
            };
        }
        return arguments;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
