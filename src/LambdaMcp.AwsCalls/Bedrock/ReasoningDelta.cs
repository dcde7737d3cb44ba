namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: more of what the model thought.</summary>
internal sealed record ReasoningDelta
{
    public string? Text { get; init; }

    public string? Signature { get; init; }

    public byte[]? RedactedContent { get; init; }
}
