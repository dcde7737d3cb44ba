using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;

namespace LambdaMcp.Gateway.Calls;

/// <summary>What the endpoint says in a result's <c>_meta</c> of how it came to be.</summary>
internal static class CallMarks
{
    /// <summary>Every name of the endpoint's own begins so; functions cannot use them.</summary>
    public const string Prefix = "lambda-mcp/";

    /// <summary>A result that was kept: how old it is, in whole seconds.</summary>
    public static McpResult Cached(McpResult result, TimeSpan age) =>
        new MarkedResult(result, writer => writer.WriteNumber(Prefix + "cachedSeconds", (long)age.TotalSeconds));

    /// <summary>A result for which the function was invoked more than once: how often.</summary>
    public static McpResult Repeated(McpResult result, int attempts) =>
        attempts == 1 || result is InputRequiredResult or TaskRequestedResult
            ? result
            : new MarkedResult(result, writer => writer.WriteNumber(Prefix + "attempts", attempts));
}
