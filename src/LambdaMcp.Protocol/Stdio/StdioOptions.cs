using System.Collections.Frozen;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>How the endpoint is served on standard input and output.</summary>
public sealed class StdioOptions
{
    /// <summary>Who sends everything that is read: nobody else can write there.</summary>
    public required string Principal { get; init; }

    /// <summary>What they may do: tools that ask for other scopes are not theirs.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>How long requests may still run after the end of the input.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long they may once the process is told to stop.</summary>
    public TimeSpan ShortGrace { get; init; } = TimeSpan.FromSeconds(1);
}
