namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>The payload of an event of a streamed answer: the members of all of them, for the event's type says which are there.</summary>
internal sealed record ConverseFrame
{
    public int ContentBlockIndex { get; init; }

    public BlockStart? Start { get; init; }

    public BlockDelta? Delta { get; init; }

    public string? StopReason { get; init; }

    public TokenUsage? Usage { get; init; }

    /// <summary>Of an exception.</summary>
    public string? Message { get; init; }
}
