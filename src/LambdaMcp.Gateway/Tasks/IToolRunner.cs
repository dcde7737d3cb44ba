using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Runs a <c>tools/call</c> request here and now, whatever its tool says of tasks.</summary>
internal interface IToolRunner
{
    /// <returns>The call's result, or null when there is no such tool any more.</returns>
    /// <exception cref="ModelContextProtocol.McpProtocolException">The call ends with a JSON-RPC error.</exception>
    ValueTask<McpResult?> RunAsync(McpRequest request, CancellationToken cancellationToken);
}
