namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>What is recorded of functions' executions: their metrics and logs.</summary>
public interface IExecutionMonitor
{
    /// <summary>Values of a function's metrics, one series for each query, in its order; empty where nothing was measured.</summary>
    /// <param name="functionName">The function's name.</param>
    /// <param name="queries">What is wanted.</param>
    /// <param name="range">The time.</param>
    /// <param name="period">The length of the intervals that one value stands for: whole minutes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ManagementUnavailableException">They cannot be read.</exception>
    Task<IReadOnlyList<IReadOnlyList<MetricPoint>>> ReadMetricsAsync(
        string functionName, IReadOnlyList<MetricQuery> queries, TimeRange range, TimeSpan period, CancellationToken cancellationToken);

    /// <summary>Lines of a function's log that match; none where the function never wrote any.</summary>
    /// <param name="functionName">The function's name.</param>
    /// <param name="pattern">A filter pattern of CloudWatch Logs.</param>
    /// <param name="range">The time.</param>
    /// <param name="limit">The most lines.</param>
    /// <param name="continuation">Where an earlier page said that more is.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ManagementUnavailableException">They cannot be read.</exception>
    Task<LogPage> ReadLogAsync(
        string functionName, string pattern, TimeRange range, int limit, string? continuation, CancellationToken cancellationToken);
}
