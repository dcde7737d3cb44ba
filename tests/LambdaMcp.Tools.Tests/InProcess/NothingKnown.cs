using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Management.Monitoring;

namespace LambdaMcp.Tools.Tests.InProcess;

/// <summary>An account that has nothing to say of its functions.</summary>
internal sealed class NothingKnown : IFunctionDetails, ISchemaRegistry, IExecutionMonitor
{
    public Task<FunctionDetails?> FindAsync(string functionArn, CancellationToken cancellationToken) => Task.FromResult<FunctionDetails?>(null);

    public Task<RegistrySchema?> DescribeAsync(string schemaArn, string? version, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<string> ListVersionsAsync(string schemaArn, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<IReadOnlyList<MetricPoint>>> ReadMetricsAsync(
        string functionName, IReadOnlyList<MetricQuery> queries, TimeRange range, TimeSpan period, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LogPage> ReadLogAsync(
        string functionName, string pattern, TimeRange range, int limit, string? continuation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
