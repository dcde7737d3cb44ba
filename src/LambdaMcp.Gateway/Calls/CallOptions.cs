using LambdaMcp.Gateway.Calls.Interceptors;
using LambdaMcp.Gateway.Calls.LargeAnswers;

namespace LambdaMcp.Gateway.Calls;

/// <summary>How functions are called. The defaults ask nothing of AWS beside the call itself.</summary>
public sealed record CallOptions
{
    /// <summary>
    /// What the endpoint keeps of a request's time (<see cref="Protocol.McpEndpointOptions.DeadlineReserve"/>). Calls end a little
    /// before, so that a client hears which function was too slow.
    /// </summary>
    public TimeSpan DeadlineReserve { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most calls of one principal at one time, over all instances; null: any number.</summary>
    public int? MaxCallsPerPrincipal { get; init; }

    /// <summary>How much memory the results take that are given again (<c>cache</c> of a registration), in bytes; zero keeps none.</summary>
    public int CacheBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether clients see the stack trace of a function that failed.</summary>
    public bool StackTraces { get; init; }

    /// <summary>The functions that see calls before and after.</summary>
    public InterceptorOptions Interceptors { get; init; } = new();

    /// <summary>How answers that are too large for a result become links; it takes an <see cref="IAnswerStore"/>. Null: they stay in results.</summary>
    public LargeAnswerOptions? LargeAnswers { get; init; }
}
