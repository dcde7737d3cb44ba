namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: what the model thought, in words or in a form that only it can read. It has to go back as it came.</summary>
internal sealed record ReasoningContent
{
    public ReasoningText? ReasoningText { get; init; }

    public byte[]? RedactedContent { get; init; }
}
