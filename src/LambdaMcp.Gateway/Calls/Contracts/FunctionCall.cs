using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>One call of a function.</summary>
/// <param name="Request">The client's request.</param>
/// <param name="Target">The function.</param>
/// <param name="Arguments">Makes what the function is given: a tool's or prompt's arguments, a resource's URI and variables, what is to be completed. UTF-8 JSON.</param>
/// <param name="Timeout">How long the call may take, if that is limited.</param>
internal sealed record FunctionCall(McpRequest Request, CallTarget Target, Func<ReadOnlyMemory<byte>> Arguments, TimeSpan? Timeout)
{
    /// <summary>As much as a function can answer that does not stream, in bytes.</summary>
    public const int LongestInOnePiece = 6 * 1024 * 1024;

    /// <summary>The most bytes that a function which streams may answer.</summary>
    public int LongestAnswer { get; init; } = LongestInOnePiece;
}
