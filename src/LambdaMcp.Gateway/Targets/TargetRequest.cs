namespace LambdaMcp.Gateway.Targets;

/// <summary>One invocation of a function.</summary>
/// <param name="FunctionArn">The function's ARN, with or without a qualifier.</param>
/// <param name="Payload">The event: UTF-8 JSON.</param>
public sealed record TargetRequest(string FunctionArn, ReadOnlyMemory<byte> Payload)
{
    /// <summary>
    /// The client context's <c>custom</c> map. Values are strings, as the runtimes of every language take them; the entry
    /// <c>mcp</c> is a JSON object in a string.
    /// </summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>How long to wait for the answer.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the answer is to come with the end of the function's log (<see cref="TargetResponse.LogTail"/>).</summary>
    public bool WantsLog { get; init; }
}
