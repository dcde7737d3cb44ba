using System.Collections.Concurrent;
using LambdaMcp.Local.Monitoring;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>What the emulated account looks like and where its functions' output goes.</summary>
internal sealed record LambdaServiceOptions
{
    public string Region { get; init; } = "us-east-1";

    public string AccountId { get; init; } = "123456789012";

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>
    /// Variables that every function gets besides its own, such as <c>AWS_ENDPOINT_URL_DYNAMODB</c>. Read when an environment
    /// starts, so ports that are known late can be added late.
    /// </summary>
    public IDictionary<string, string> ExtraEnvironment { get; } = new ConcurrentDictionary<string, string>();

    /// <summary>How many environments one function may have at a time on this machine; further invocations wait for one.</summary>
    public int MaxEnvironmentsPerFunction { get; init; } = 32;

    /// <summary>How long an environment may wait for its next invocation before it is ended.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an environment may take to start. Lambda allows 10 s, but runs no debug builds on a laptop.</summary>
    public TimeSpan InitLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long an answer is kept back until its runtime asks for the next event, which it does right after the answer. One that works on does not keep its
    /// caller waiting for longer, but is busy.
    /// </summary>
    public TimeSpan AnswerHold { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The waits before the two retries of a failed <c>Event</c> invocation: one and two minutes on Lambda, shorter here.</summary>
    public (TimeSpan First, TimeSpan Second) EventRetryDelays { get; init; } = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

    /// <summary>Whether every <c>Event</c> invocation is delivered twice, as Lambda says it may be: at least once.</summary>
    public bool DuplicateEvents { get; init; }

    /// <summary>The clock of events on their way, and of the time that functions have.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes each line that a function or its START, END and REPORT framing writes: function name, line.</summary>
    public Action<string, string> LogSink { get; init; } = static (_, _) => { };

    /// <summary>Takes each invocation that ended or was throttled: function name, what is known of it.</summary>
    public Action<string, Execution> ExecutionSink { get; init; } = static (_, _) => { };

    /// <summary>Where requests' ways are told; null: nowhere.</summary>
    public TraceLog? Traces { get; init; }

    /// <summary>
    /// Whether a request to the HTTP API is signed as it should be. The request's body is in memory and may be read from its start.
    /// </summary>
    public Func<HttpContext, Task<bool>> IsAuthentic { get; init; } = static _ => Task.FromResult(true);
}
