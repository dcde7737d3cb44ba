namespace Runner;

/// <summary>What the command line asks for.</summary>
internal sealed record RunnerOptions
{
    /// <summary>How often each program is started.</summary>
    public required int Runs { get; init; }

    /// <summary>How many requests each start gets, the first one included.</summary>
    public required int Requests { get; init; }

    /// <summary>The .NET version to publish for.</summary>
    public required string Framework { get; init; }

    /// <summary>Measure what an earlier run published.</summary>
    public bool NoPublish { get; init; }

    /// <summary>Only whether everything answers rightly counts.</summary>
    public bool Smoke { get; init; }

    /// <summary>Measure what a flood of requests without a token does, in the place of starts and calls.</summary>
    public bool Flood { get; init; }

    /// <summary>Measure the stdio bridge beside another library that does its work, in the place of the endpoint.</summary>
    public bool StdioBridge { get; init; }

    /// <summary>JSON in the place of Markdown.</summary>
    public bool Json { get; init; }
}
