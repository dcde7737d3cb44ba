namespace LambdaMcp.Telemetry.Metrics;

/// <summary>The metrics that there are. What reads them elsewhere, such as the template's dashboard, must know these names alone.</summary>
public static class MetricNames
{
    /// <summary>Calls of tools, prompts, resources and completions, however they ended.</summary>
    public const string Calls = "Calls";

    /// <summary>Those that ended with an error, of the function's or the server's.</summary>
    public const string Errors = "Errors";

    /// <summary>How long they took, in milliseconds, all repetitions included.</summary>
    public const string Latency = "Latency";

    /// <summary>Attempts beyond a call's first.</summary>
    public const string Repetitions = "Repetitions";

    /// <summary>Calls by whose failure a function came to be left alone.</summary>
    public const string BreakerOpened = "BreakerOpened";

    /// <summary>The bytes that functions were given.</summary>
    public const string RequestBytes = "RequestBytes";

    /// <summary>The bytes that functions answered.</summary>
    public const string ResponseBytes = "ResponseBytes";

    /// <summary>Judgements on requests' right to enter.</summary>
    public const string Decisions = "Decisions";

    /// <summary>Requests and calls that were refused because there were too many.</summary>
    public const string RateLimited = "RateLimited";

    /// <summary>Processes that began with a request waiting.</summary>
    public const string ColdStarts = "ColdStarts";

    /// <summary>The dimension of the program that wrote the record.</summary>
    public const string Service = "Service";

    /// <summary>The dimension of the tool's name.</summary>
    public const string Tool = "Tool";

    /// <summary>The dimension of a decision's outcome: <c>granted</c>, <c>unauthorized</c>, <c>forbidden</c> or <c>limited</c>.</summary>
    public const string Outcome = "Outcome";

    /// <summary>Every metric's name.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Calls, Errors, Latency, Repetitions, BreakerOpened, RequestBytes, ResponseBytes, Decisions, RateLimited, ColdStarts];
}
